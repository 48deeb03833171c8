namespace SimdOptim.Layers;

/// <summary>
/// The softmax of each sample: <c>yᵢ = e^(xᵢ - max x)/Σⱼ e^(xⱼ - max x)</c>, positive numbers that add up to 1, safe from
/// overflow.
/// </summary>
/// <remarks>
/// Backward: <c>dxᵢ = yᵢ·(dyᵢ - Σⱼ dyⱼ·yⱼ)</c>. As the output in front of <see cref="Losses.CategoricalCrossEntropy{T}"/> it is
/// fused with the loss and skipped in training.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Softmax<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Softmax(int count)
        : base(count, count)
    {
    }

    /// <inheritdoc/>
    public override Description Describe() => new("softmax");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        if (pass.Inputs.Count > 1 || OutputCount > SampleBlock<T>.MaxClasses)
        {
            Normalize(pass.Inputs, pass.Outputs);
            return;
        }

        pass.Inputs[0].CopyTo(pass.Outputs[0]);
        SampleBlock<T>.NormalizeOne(pass.Outputs[0]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        for (int sample = 0; sample < pass.InputGradients.Count; sample++)
        {
            ReadOnlySpan<T> y = pass.Outputs[sample], dy = pass.OutputGradients[sample];
            Span<T> dx = pass.InputGradients[sample];
            T mean = Reductions.Dot(dy, y);
            for (int i = 0; i < dx.Length; i++) dx[i] = y[i] * (dy[i] - mean);
        }
    }

    /// <summary>Writes the softmax of each row of <paramref name="logits"/>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize(ReadOnlyRows<T> logits, Rows<T> probabilities)
    {
        if (logits.Columns > SampleBlock<T>.MaxClasses)
        {
            NormalizeRows(logits, probabilities);
            return;
        }

        Span<T> memory = stackalloc T[SampleBlock<T>.MaxCount];
        for (int start = 0; start < logits.Count; start += SampleBlock<T>.MaxSamples)
        {
            int count = Math.Min(SampleBlock<T>.MaxSamples, logits.Count - start);
            SampleBlock<T> block = new(memory, logits.Columns, count);
            block.Load(logits.Slice(start, count));
            block.Normalize();
            block.Store(probabilities.Slice(start, count));
        }
    }

    /// <summary>Writes the softmax of each row of many classes; the exponentials of all rows are taken in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void NormalizeRows(ReadOnlyRows<T> logits, Rows<T> probabilities)
    {
        for (int sample = 0; sample < logits.Count; sample++)
        {
            ReadOnlySpan<T> row = logits[sample];
            Span<T> shifted = probabilities[sample];
            T max = Reductions.Max(row);
            for (int i = 0; i < row.Length; i++) shifted[i] = row[i] - max;
        }

        ElementwiseLoop.Run(default(ElementaryFunctions.ExpFunction<T>), probabilities, probabilities);
        for (int sample = 0; sample < logits.Count; sample++)
        {
            Span<T> row = probabilities[sample];
            T sum = Reductions.Sum<T>(row);
            for (int i = 0; i < row.Length; i++) row[i] /= sum;
        }
    }
}
