namespace SimdOptim.Optimizers;

/// <summary>Gradient descent: <c>p += -lr·g</c>. The gradient may be that of a batch, a mini-batch or one sample.</summary>
/// <remarks>Robbins and Monro, "A stochastic approximation method", 1951. Keeps no state.</remarks>
public struct Sgd : IUpdateRule
{
    private double _negativeRate;

    /// <inheritdoc/>
    public readonly Description Describe() => new("Sgd");

    void ILink.BeginStep<T>(in StepContext<T> context) => _negativeRate = -context.LearningRate;

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => _negativeRate * input;
}
