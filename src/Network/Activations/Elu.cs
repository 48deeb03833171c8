namespace SimdOptim.Activations;

/// <summary>
/// The exponential linear unit: <c>y = x</c> above 0, else <c>y = α·(eˣ - 1)</c>, with derivative 1 and <c>y + α</c>. At 0 its
/// derivative is taken as α; NaN stays NaN.
/// </summary>
/// <remarks>
/// Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units (ELUs)", 2016,
/// eq. 15.
/// </remarks>
public readonly struct Elu : IActivation
{
    /// <summary>Initializes a unit with α = 1.</summary>
    public Elu()
        : this(1)
    {
    }

    /// <summary>Initializes the unit.</summary>
    /// <param name="alpha">α: far below 0 the outputs approach its negative; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is negative or not finite.</exception>
    public Elu(double alpha) => Alpha = Throw.IfNegativeOrNotFinite(alpha);

    /// <summary>Gets α; because it is not negative, y is above 0 where x is.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(x, TVector.Constant(0), x, Alpha * Elementary.Expm1OfNonPositive<TVector, T>(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(1), y + Alpha);

    /// <inheritdoc/>
    public Description Describe() => new("elu") { { "alpha", Alpha } };
}
