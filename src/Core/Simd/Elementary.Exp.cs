namespace SimdOptim.Simd;

/// <summary>
/// Elementary functions as formulas over <see cref="ISimdVector{TSelf, T}"/>. Every register width and every processor gives the
/// same bits, except for the payload of a NaN.
/// </summary>
/// <remarks>
/// The formulas have no branches and no tables. The argument is reduced as in Cody and Waite (Software Manual for the Elementary
/// Functions, 1980). The reduced function is a minimax polynomial for the relative error (Remez 1934), whose coefficients were
/// computed for this library. Error bounds are in units in the last place (ulp) of the true result. The tests check every
/// bound, for <see cref="float"/> over all bit patterns. NaN gives NaN.
/// </remarks>
public static partial class Elementary
{
    // ln 2 as the sum of two numbers of the type. The second is at most half a unit in the last place of the first.
    private const float SingleLn2High = 0.6931471824645996f;
    private const float SingleLn2Low = -1.9046542121259336e-9f;
    private const double DoubleLn2High = 0.6931471805599453;
    private const double DoubleLn2Low = 2.3190468138462996e-17;
    private const double Log2E = 1.4426950408889634;

    /// <summary>Returns <c>eˣ</c> with an error below 1.1 ulp.</summary>
    /// <remarks>
    /// <c>eˣ = 2ⁿ·eʳ</c> with <c>n = round(x/ln 2)</c> and <c>|r| ≤ ½ ln 2</c>. The result is +∞ exactly where the true value
    /// rounds to it. It underflows gradually to 0.
    /// </remarks>
    /// <param name="x">Any values; -∞ gives 0.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector overflow = Constant<TVector, T>(89, 710);
        return ExpOfNonPositive<TVector, T>(TVector.SelectGreater(x, overflow, overflow, x));
    }

    /// <summary>
    /// Returns <c>eˣ</c> for x ≤ 89, for double x ≤ 710, from where on it is infinite. Larger x are not supported.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector ExpOfNonPositive<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector underflow = Constant<TVector, T>(-104, -746);
        x = TVector.SelectGreater(underflow, x, underflow, x);
        TVector exponent = ReduceByLn2<TVector, T>(x, out TVector remainder);

        // 2ⁿ may not be a normal number. With two factors the first product is exact, so a denormal result is rounded only once.
        TVector half = TVector.Round(exponent * TVector.Constant(0.5));
        return (TVector.Constant(1) + Expm1OfRemainder<TVector, T>(remainder))
            * TVector.PowerOfTwo(half) * TVector.PowerOfTwo(exponent - half);
    }

    /// <summary>Returns <c>eˣ - 1</c> for x in [-80, 80] with an error below 1.5 ulp; +0 for zeros of either sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Expm1<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector exponent = ReduceByLn2<TVector, T>(x, out TVector remainder);
        TVector scale = TVector.PowerOfTwo(exponent);
        return TVector.FusedMultiplyAdd(scale, Expm1OfRemainder<TVector, T>(remainder), scale - TVector.Constant(1));
    }

    /// <summary>Returns <c>eˣ - 1</c> for x ≤ 0 with an error below 1.5 ulp; -∞ gives -1, and zeros of either sign +0.</summary>
    /// <param name="x">Numbers that are not positive, or NaN.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1OfNonPositive<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Expm1<TVector, T>(TVector.Clamp(x, -80, 0)); // below -38 the result rounds to -1; above 0 it could overflow

    /// <summary>Returns <c>n = round(x/ln 2)</c> and the remainder <c>x - n·ln 2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceByLn2<TVector, T>(TVector x, out TVector remainder)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The first difference is exact: x and the high part are multiples of the last place of 0.35, the largest remainder.
        TVector exponent = TVector.Round(x * TVector.Constant(Log2E));
        remainder = TVector.FusedMultiplyAdd(exponent, Constant<TVector, T>(-SingleLn2High, -DoubleLn2High), x);
        remainder = TVector.FusedMultiplyAdd(exponent, Constant<TVector, T>(-SingleLn2Low, -DoubleLn2Low), remainder);
        return exponent;
    }

    /// <summary>
    /// Returns <c>eʳ - 1 = r + r²·(1/2 + r·p(r))</c> for <c>|r| ≤ ½ ln 2</c>. The polynomial p adds a relative error of at most
    /// 2⁻²⁹, for double 2⁻⁵⁵.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Expm1OfRemainder<TVector, T>(TVector r)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector even, odd, square = r * r;
        if (TVector.SignificandBits == FloatBits.SignificandBits)
        {
            even = TVector.Constant(0.00139332528);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.0416664816));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.5));
            odd = TVector.Constant(0.000198240712);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.00833341945));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.166666657));
        }
        else
        {
            even = TVector.Constant(2.762222203049873e-07);
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(2.4801516359849588e-05));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.0013888888920500066));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.04166666666662));
            even = TVector.FusedMultiplyAdd(even, square, TVector.Constant(0.5));
            odd = TVector.Constant(2.5045865538368164e-08);
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(2.7557425169688488e-06));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.00019841269709274081));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.00833333333338839));
            odd = TVector.FusedMultiplyAdd(odd, square, TVector.Constant(0.16666666666666602));
        }

        return TVector.FusedMultiplyAdd(square, TVector.FusedMultiplyAdd(odd, r, even), r);
    }

    /// <summary>Returns the constant for the precision of <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Constant<TVector, T>(double single, double @double)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.Constant(TVector.SignificandBits == FloatBits.SignificandBits ? single : @double);
}
