using SimdOptim.Initializers;

namespace SimdOptim.Activations;

/// <summary>The logistic function: <c>y = 1/(1 + e⁻ˣ)</c>, with derivative <c>y·(1 - y)</c>. NaN stays NaN.</summary>
/// <remarks>
/// As the output in front of <see cref="Losses.BinaryCrossEntropy{T}"/> it is fused with the loss and skipped in training.
/// </remarks>
public readonly struct Sigmoid : IActivation
{
    /// <inheritdoc/>
    public static IInitializer DefaultInitializer => new XavierUniform();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementary.Sigmoid<TVector, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        y * (TVector.Constant(1) - y);

    /// <inheritdoc/>
    public Description Describe() => new("sigmoid");
}
