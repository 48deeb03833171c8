namespace SimdOptim.Activations;

/// <summary>
/// The approximation of <see cref="Gelu"/> by the hyperbolic tangent, within 5e-4:
/// <c>y = ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))</c>. NaN stays NaN.
/// </summary>
/// <remarks>
/// Computed as <c>x·σ(v)</c> with <c>v = 2·√(2/π)·(x + 0.044715·x³)</c>, which keeps its accuracy below 0; the derivative is
/// <c>σ(v) + x·σ(v)·(1 - σ(v))·v′</c>. Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.
/// </remarks>
public readonly struct TanhGelu : IActivation
{
    /// <summary>Beyond this magnitude y is 0 or x in either precision, and the derivative 0 or 1.</summary>
    private const double Far = 40;

    private const double Linear = 1.5957691216057308; // v = x·(Linear + Cubic·x²)

    private const double Cubic = 0.044715 * Linear;

    /// <inheritdoc/>
    public static bool NeedsInput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Elementary.Sigmoid<TVector, T>(x * ((Cubic * (x * x)) + Linear));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector near = TVector.Clamp(x, -Far, Far); // else 0·∞
        TVector square = Cubic * (near * near);
        TVector sigmoid = Elementary.Sigmoid<TVector, T>(near * (square + Linear));
        TVector slope = sigmoid * (TVector.Constant(1) - sigmoid) * ((3 * square) + Linear);
        return sigmoid + (near * slope);
    }

    /// <inheritdoc/>
    public Description Describe() => new("gelu") { { "tanh", true } };
}
