namespace SimdOptim.Simd;

/// <content>The normal distribution, which the exact GELU uses.</content>
public static partial class Elementary
{
    private const double InverseSqrtTwoPi = 0.3989422804014327;

    /// <summary>
    /// Returns the standard normal distribution function <c>Φ(x) = ½·(1 + erf(x/√2))</c> with an error below 7 ulp,
    /// including far below zero.
    /// </summary>
    /// <remarks>
    /// <c>Φ(-t) = e^(-t²/2)·R(t)</c> for <c>t ≥ 0</c>; <c>Φ(t) = 1 - Φ(-t)</c>. R is smooth and falls as 1/t, so
    /// <c>(t + 4)·R(t)</c> is computed as a polynomial in <c>(t - 4)/(t + 4)</c>, the variable of Schonfelder (Chebyshev
    /// expansions for the error and related functions, Math. Comp. 32, 1978). -∞ gives 0, +∞ gives 1.
    /// </remarks>
    /// <inheritdoc cref="Log{TVector, T}(TVector)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalDistribution<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NormalDistribution<TVector, T>(x, out _);

    /// <summary>
    /// Returns Φ(x) and its derivative, the density <c>φ(x) = e^(-x²/2)/√(2π)</c>. The error of the density is below 3 ulp.
    /// </summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="density">φ(x).</param>
    /// <inheritdoc cref="Log{TVector, T}(TVector)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalDistribution<TVector, T>(TVector x, out TVector density)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector far = Constant<TVector, T>(15, 39); // from here on Φ(-t) and φ(t) are 0
        TVector t = TVector.Abs(x);
        t = TVector.SelectGreater(t, far, far, t);

        // The rounding error of t² would be amplified to hundreds of ulp by the exponential, so it is added back.
        TVector minusHalf = TVector.Constant(-0.5);
        TVector square = t * t;
        TVector rounding = TVector.FusedMultiplyAdd(t, t, -square);
        TVector exponential = ExpOfNonPositive<TVector, T>(minusHalf * square);
        exponential = TVector.FusedMultiplyAdd(exponential, minusHalf * rounding, exponential);
        density = TVector.Constant(InverseSqrtTwoPi) * exponential;

        TVector tail = exponential * TailOverExponential<TVector, T>(t);
        return TVector.SelectGreater(x, TVector.Constant(0), TVector.Constant(1) - tail, tail);
    }

    /// <summary>
    /// Returns <c>R(t) = e^(t²/2)·Φ(-t)</c> for t in [0, 15], for double [0, 39]. The relative error of the polynomial is at most
    /// 2⁻²⁹, for double 2⁻⁵⁵.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TailOverExponential<TVector, T>(TVector t)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector one = TVector.Constant(1);
        TVector reciprocal = one / (t + TVector.Constant(4));
        TVector u = TVector.FusedMultiplyAdd(TVector.Constant(-8), reciprocal, one); // (t - 4)/(t + 4), in [-1, 1)
        TVector even, odd, square = u * u;
        if (TVector.SignificandBits == FloatBits.SignificandBits)
        {
            even = TVector.Constant(-4.506014e-05);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.00017185991));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.0034922205));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.060398355));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.3871373));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.75528514));
            odd = TVector.Constant(-0.00021928229);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.0016354849));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.007542613));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.18652157));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.6078966));
        }
        else
        {
            even = TVector.Constant(-1.1961798517742812e-09);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(1.4617673280359277e-08));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-7.720841094130874e-08));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(2.6415309926615725e-07));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-6.252280074895022e-07));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(7.149756093602434e-07));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-1.9078440846166955e-06));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.00013334424856077713));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.0034796923616127375));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.060396574890666715));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.3871374007422195));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.7552851304157515));
            odd = TVector.Constant(-3.385492588211163e-10);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(1.6067180981899663e-08));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-1.565884280886412e-07));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(1.0218535659240426e-06));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-5.920009050923787e-06));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(3.514456881189055e-05));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.00023109490350295382));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.0016308184532470107));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.007540188966432247));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.18652185795966555));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(-0.6078966419718921));
        }

        return TVector.FusedMultiplyAdd(odd, u, even) * reciprocal;
    }
}
