using SimdOptim.Initializers;

namespace SimdOptim.Activations;

/// <summary>
/// The hyperbolic tangent: <c>y = tanh x</c>, with derivative <c>(1 - y)·(1 + y)</c>, which loses less than <c>1 - y²</c> where y
/// is near ±1. NaN stays NaN.
/// </summary>
public readonly struct Tanh : IActivation
{
    /// <inheritdoc/>
    public static IInitializer DefaultInitializer => new XavierUniform();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementary.Tanh<TVector, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (TVector.Constant(1) - y) * (TVector.Constant(1) + y);

    /// <inheritdoc/>
    public Description Describe() => new("tanh");
}
