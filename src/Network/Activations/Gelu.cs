namespace SimdOptim.Activations;

/// <summary>
/// The Gaussian error linear unit: <c>y = x·Φ(x)</c>, with derivative <c>Φ(x) + x·φ(x)</c>, Φ the standard normal distribution
/// function and φ its density. Accurate in the tail below 0, where y approaches 0; NaN stays NaN.
/// </summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.</remarks>
public readonly struct Gelu : IActivation
{
    /// <inheritdoc/>
    public static bool NeedsInput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Elementary.NormalDistribution<TVector, T>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector distribution = Elementary.NormalDistribution<TVector, T>(x, out TVector density);
        return distribution + (x * density);
    }

    /// <inheritdoc/>
    public Description Describe() => new("gelu") { { "tanh", false } };
}
