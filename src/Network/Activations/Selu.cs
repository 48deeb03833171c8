using SimdOptim.Initializers;

namespace SimdOptim.Activations;

/// <summary>
/// The scaled exponential linear unit: <c>y = λ·x</c> above 0, else <c>y = λ·α·(eˣ - 1)</c>, with derivative <c>λ</c> and
/// <c>y + λ·α</c>. At 0 its derivative is taken as λ·α; NaN stays NaN.
/// </summary>
/// <remarks>
/// λ and α are such that inputs of mean 0 and variance 1 give outputs of mean 0 and variance 1, if the weights before the unit have
/// variance 1/fanIn. Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", 2017, eq. 2 and 14.
/// </remarks>
public readonly struct Selu : IActivation
{
    private const double Lambda = 1.0507009873554804934;
    private const double LambdaAlpha = Lambda * 1.6732632423543772848;

    static IInitializer IActivation.DefaultInitializer => new LeCunNormal();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.SelectGreater(
            x, TVector.Constant(0), Lambda * x, LambdaAlpha * Elementary.Expm1OfNonPositive<TVector, T>(x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(Lambda), y + LambdaAlpha);

    /// <inheritdoc/>
    public Description Describe() => new("selu");
}
