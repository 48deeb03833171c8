namespace SimdOptim.Activations;

/// <summary>
/// The leaky rectified linear unit: <c>y = x</c> above 0, else <c>y = slope·x</c>. At 0 its derivative is taken as the slope;
/// NaN stays NaN.
/// </summary>
/// <remarks>Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.</remarks>
public readonly struct LeakyReLU : IActivation
{
    /// <summary>Initializes a unit whose slope below 0 is 0.01.</summary>
    public LeakyReLU()
        : this(0.01)
    {
    }

    /// <summary>Initializes the unit.</summary>
    /// <param name="negativeSlope">The slope below 0, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativeSlope"/> is negative or not finite.</exception>
    public LeakyReLU(double negativeSlope) => NegativeSlope = Throw.IfNegativeOrNotFinite(negativeSlope);

    /// <summary>Gets the slope below 0; because it is not negative, y has the sign of x.</summary>
    public double NegativeSlope { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(x, TVector.Constant(0), x, NegativeSlope * x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(1), TVector.Constant(NegativeSlope));

    /// <inheritdoc/>
    public Description Describe() => new("leakyrelu") { { "negativeSlope", NegativeSlope } };
}
