using SimdOptim.Randomness;

namespace SimdOptim.Layers;

/// <summary>
/// Inverted dropout: in training <c>y = mask·x</c>, where an element of the mask is 1/keep with the probability keep and else
/// 0, so that the mean stays; in evaluation <c>y = x</c>.
/// </summary>
/// <remarks>
/// Backward: <c>dx = mask·dy</c>. Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
/// prevent neural networks from overfitting", JMLR 15, 2014, section 10.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dropout<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly uint _number;

    internal Dropout(int count, double keep, IDropoutMask<T> mask, uint number)
        : base(count, count)
    {
        _ = Philox.GetScale<T>(keep);
        Keep = keep;
        Mask = mask;
        _number = number;
    }

    /// <summary>Gets the probability to keep a value.</summary>
    public double Keep { get; }

    /// <summary>Gets what draws the masks.</summary>
    public IDropoutMask<T> Mask { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("dropout") { { "keep", Keep }, { "mask", Mask.Describe() } };

    private bool KeepsAll => Keep == 1;

    /// <remarks>The mask, <c>[batch, features]</c>.</remarks>
    /// <inheritdoc/>
    public override long GetCacheCount(int maxBatchSize) => KeepsAll ? 0 : (long)maxBatchSize * InputCount;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        if (!pass.IsTraining || KeepsAll)
        {
            pass.Inputs.CopyTo(pass.Outputs);
            return;
        }

        Span<T> mask = pass.Cache[..(pass.Inputs.Count * InputCount)];
        Mask.Fill(mask, Keep, new MaskPosition(pass.Position.Step, _number, pass.Position.FirstSample, InputCount));
        Multiply(pass.Inputs, mask, pass.Outputs);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        if (pass.InputGradients.IsEmpty) return;
        if (KeepsAll) pass.OutputGradients.CopyTo(pass.InputGradients);
        else Multiply(pass.OutputGradients, pass.Cache, pass.InputGradients);
    }

    /// <remarks>A pass through the twin leaves this layer's stream of masks as it is.</remarks>
    /// <inheritdoc/>
    public override Layer<T> CreateTwin() => new Dropout<T>(
        InputCount,
        Keep,
        Mask is NumPyMask<T> mask ? new NumPyMask<T>(new NumPyRandom(0), mask.Order) : new PhiloxMask<T>(0),
        _number);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlyRows<T> values, ReadOnlySpan<T> mask, Rows<T> destination)
    {
        int columns = values.Columns;
        if (values.Stride == columns && destination.Stride == columns)
        {
            Multiply(values.Span, mask, destination.Span);
            return;
        }

        for (int row = 0; row < values.Count; row++)
            Multiply(values[row], mask.Slice(row * columns, columns), destination[row]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(ReadOnlySpan<T> values, ReadOnlySpan<T> mask, Span<T> destination) =>
        ElementwiseLoop.Run<T, ProductKernel<T>>(new ProductKernel<T>(values, mask, destination), values.Length);
}
