namespace SimdOptim.Simd;

/// <content>The natural logarithm.</content>
public static partial class Elementary
{
    private const double Sqrt2 = 1.4142135623730951;

    /// <summary>Returns <c>ln x</c> with an error below 1.1 ulp.</summary>
    /// <remarks>
    /// <c>ln x = n·ln 2 + ln(1 + f)</c> with <c>x = 2ⁿ·(1 + f)</c> and <c>1 + f</c> in (√½, √2]. Denormal x are scaled first.
    /// ±0 gives -∞, a negative number gives NaN, +∞ gives +∞.
    /// </remarks>
    /// <param name="x">Any values.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Each comparison is made once and selects a factor; the exponent is computed from the factors. Comparing twice is
        // slower.
        TVector one = TVector.Constant(1);
        TVector smallestNormal = Constant<TVector, T>(1.17549435e-38, 2.2250738585072014e-308);
        TVector up = TVector.SelectGreater(smallestNormal, x, Constant<TVector, T>(16_777_216, 9_007_199_254_740_992), one);
        TVector normal = x * up;
        TVector significand = TVector.Significand(normal);
        TVector down = TVector.SelectGreater(significand, TVector.Constant(Sqrt2), TVector.Constant(0.5), one);
        TVector exponent = TVector.Exponent(normal)
            - TVector.SelectGreater(up, one, Constant<TVector, T>(24 - 2, 53 - 2), TVector.Constant(-2));
        exponent = TVector.FusedMultiplyAdd(down, TVector.Constant(-2), exponent);
        TVector logarithm = LogOfReduced<TVector, T>(exponent, TVector.FusedMultiplyAdd(significand, down, -one));

        // Outside (0, ∞): NaN and +∞ are returned, a negative x gives NaN, and zero gives x - ∞ = -∞.
        TVector infinity = TVector.Constant(double.PositiveInfinity);
        TVector zero = TVector.Constant(0);
        TVector notPositive = TVector.SelectGreater(zero, x, TVector.Constant(double.NaN), x - infinity);
        return TVector.SelectGreater(x, zero, TVector.SelectGreater(infinity, x, logarithm, x), notPositive);
    }

    /// <summary>Returns <c>ln(1 + x)</c> for x in [0, 1], with full relative accuracy near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log1pOfUnit<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Above √2 the sum is halved: (1 + x)·½ = 1 + (½·x - ½).
        TVector one = TVector.Constant(1);
        TVector down = TVector.SelectGreater(x, TVector.Constant(Sqrt2 - 1), TVector.Constant(0.5), one);
        TVector exponent = TVector.FusedMultiplyAdd(down, TVector.Constant(-2), TVector.Constant(2));
        return LogOfReduced<TVector, T>(exponent, TVector.FusedMultiplyAdd(x, down, down - one));
    }

    /// <summary>
    /// Returns <c>n·ln 2 + ln(1 + f)</c>, where <c>ln(1 + f) = f + f²·(-1/2 + f·p(f))</c> for <c>1 + f</c> in [√½, √2].
    /// The polynomial p adds a relative error of at most 2⁻²⁷, for double 2⁻⁵⁶. Small terms are added first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOfReduced<TVector, T>(TVector n, TVector f)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector even, odd, square = f * f;
        if (TVector.SignificandBits == FloatBits.SignificandBits)
        {
            even = TVector.Constant(-0.0763453394);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.131601751));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.166233584));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.250008196));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.5));
            odd = TVector.Constant(0.127615735);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.142017633));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.200012267));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.333333313));
        }
        else
        {
            even = TVector.Constant(-0.05981615167332049);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.056778076186859996));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.06196677580356195));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.07149439158896284));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.08332913594558977));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.10000015202829227));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.12499999691555028));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.16666666669824057));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.24999999999987987));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(-0.5));
            odd = TVector.Constant(0.026150524416842198);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.06503450420482565));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.05668398417458065));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.06684585361433026));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.07691530171316781));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.09090923912945098));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.11111111148057863));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.14285714280082853));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.20000000000066698));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.3333333333333314));
        }

        TVector tail = square * TVector.FusedMultiplyAdd(odd, f, even);
        tail = TVector.FusedMultiplyAdd(n, Constant<TVector, T>(SingleLn2Low, DoubleLn2Low), tail);
        return TVector.FusedMultiplyAdd(n, Constant<TVector, T>(SingleLn2High, DoubleLn2High), f + tail);
    }
}
