namespace SimdOptim.Layers;

/// <summary>
/// The logarithm of the softmax of each sample: <c>yᵢ = xᵢ - ln Σⱼ e^xⱼ</c>, finite where differences of inputs are.
/// </summary>
/// <remarks>
/// Computed as <c>(xᵢ - max x) - ln Σⱼ e^(xⱼ - max x)</c>. Backward: <c>dxᵢ = dyᵢ - e^yᵢ·Σⱼ dyⱼ</c>. As the output in front of
/// <see cref="Losses.CategoricalCrossEntropy{T}"/> it is fused with the loss and skipped in training.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LogSoftmax<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LogSoftmax(int count)
        : base(count, count)
    {
    }

    /// <inheritdoc/>
    public override Description Describe() => new("logsoftmax");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> x = pass.Inputs[sample];
            Span<T> y = pass.Outputs[sample];
            T max = Reductions.Max(x);
            for (int i = 0; i < y.Length; i++) y[i] = x[i] - max;
            T logarithm = ElementaryFunctions.LogSumExp<T>(y);
            for (int i = 0; i < y.Length; i++) y[i] -= logarithm;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        if (pass.InputGradients.IsEmpty) return;
        ElementwiseLoop.Run(default(ElementaryFunctions.ExpFunction<T>), pass.Outputs, pass.InputGradients);
        for (int sample = 0; sample < pass.InputGradients.Count; sample++)
        {
            ReadOnlySpan<T> dy = pass.OutputGradients[sample];
            Span<T> dx = pass.InputGradients[sample]; // the probabilities until here
            T sum = Reductions.Sum(dy);
            for (int i = 0; i < dx.Length; i++) dx[i] = dy[i] - (dx[i] * sum);
        }
    }
}
