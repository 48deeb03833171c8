namespace SimdOptim.Simd;

/// <content>The functions that neural networks use as activations. None of them overflows.</content>
public static partial class Elementary
{
    /// <summary>Returns the logistic function <c>1/(1 + e⁻ˣ)</c> with an error below 2.5 ulp.</summary>
    /// <remarks>
    /// A negative x uses <c>eˣ/(1 + eˣ)</c>, which keeps full relative accuracy down to the denormal numbers. -∞ gives 0, +∞
    /// gives 1.
    /// </remarks>
    /// <inheritdoc cref="Log{TVector, T}(TVector)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector one = TVector.Constant(1);
        TVector exponential = ExpOfNonPositive<TVector, T>(-TVector.Abs(x));
        return TVector.SelectGreater(x, TVector.Constant(0), one, exponential) / (one + exponential);
    }

    /// <summary>
    /// Returns the hyperbolic tangent <c>(e²ˣ - 1)/(e²ˣ + 1)</c> with an error below 2.5 ulp, including near zero.
    /// </summary>
    /// <remarks>
    /// Computed from <c>t = e^|2x| - 1</c> as <c>t/(t + 2)</c> with the sign of x. The function is odd to the last bit; -0 gives
    /// -0.
    /// </remarks>
    /// <param name="x">Any values; ±∞ gives ±1.</param>
    /// <inheritdoc cref="Log{TVector, T}(TVector)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector twice = TVector.Abs(x) * TVector.Constant(2);
        TVector saturation = Constant<TVector, T>(20, 40); // from here on the result rounds to 1
        TVector t = Expm1<TVector, T>(TVector.SelectGreater(twice, saturation, saturation, twice));
        return TVector.CopySign(t / (t + TVector.Constant(2)), x);
    }

    /// <summary>Returns <c>ln(1 + eˣ)</c> with an error below 2 ulp for every x.</summary>
    /// <remarks>Computed as <c>max(x, 0) + ln(1 + e^-|x|)</c>. -∞ gives 0, +∞ gives +∞.</remarks>
    /// <inheritdoc cref="Log{TVector, T}(TVector)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector zero = TVector.Constant(0);
        return TVector.SelectGreater(x, zero, x, zero) + Log1pExpNegAbs<TVector, T>(x);
    }

    /// <summary>Returns <c>ln(1 + e^-|x|)</c>, in [0, ln 2], with an error below 2 ulp.</summary>
    /// <remarks>
    /// The nonlinear part of the binary cross-entropy of a logit z with a target y: <c>max(z, 0) - z·y + ln(1 + e^-|z|)</c>.
    /// ±∞ gives 0.
    /// </remarks>
    /// <inheritdoc cref="Log{TVector, T}(TVector)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1pExpNegAbs<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Log1pOfUnit<TVector, T>(ExpOfNonPositive<TVector, T>(-TVector.Abs(x)));
}
