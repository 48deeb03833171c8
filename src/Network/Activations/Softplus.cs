namespace SimdOptim.Activations;

/// <summary>
/// The softplus, a smooth rectifier: <c>y = ln(1 + eˣ)</c>, with derivative <c>σ(x) = 1 - e⁻ʸ</c>. NaN stays NaN.
/// </summary>
/// <remarks>Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional knowledge", 2000.</remarks>
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementary.Softplus<TVector, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Elementary.Expm1OfNonPositive<TVector, T>(-y);

    /// <inheritdoc/>
    public Description Describe() => new("softplus");
}
