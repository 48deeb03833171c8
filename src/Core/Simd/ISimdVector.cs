namespace SimdOptim.Simd;

/// <summary>
/// A register of <see cref="Count"/> lanes of <typeparamref name="T"/>. Every formula in this library is written once against
/// this interface and runs at every register width.
/// </summary>
/// <remarks>
/// Every operation works lane by lane and is correctly rounded (IEEE 754). A formula therefore gives the same bits at every
/// width; only the payload of a NaN may differ. <c>a * b + c</c> always rounds twice; <see cref="FusedMultiplyAdd"/> rounds once.
/// </remarks>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdVector<TSelf, T>
    where TSelf : struct, ISimdVector<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>
    /// Gets the number of significant bits of <typeparamref name="T"/>: 24 or 53, a constant for the JIT compiler.
    /// </summary>
    static abstract int SignificandBits { get; }

    /// <summary>Returns a vector with <paramref name="value"/> in every lane.</summary>
    /// <param name="value">The value of every lane.</param>
    static abstract TSelf Create(T value);

    /// <summary>Returns a vector with <paramref name="value"/>, rounded to <typeparamref name="T"/>, in every lane.</summary>
    /// <param name="value">A number that is constant within a loop.</param>
    /// <remarks>
    /// Formulas keep their scalars in double and round them here. The compiler hoists the rounding and the broadcast out of the
    /// loop. It stops hoisting broadcasts of <typeparamref name="T"/> when a formula has many: clipping, Adam and decay in one
    /// pass then took 1.16 times as long as a hand-written loop, and takes 1.04 times as long with this method.
    /// </remarks>
    static abstract TSelf Constant(double value);

    /// <summary>Loads <c>source[index .. index + Count]</c> without bounds checks.</summary>
    /// <param name="source">The first element of the array.</param>
    /// <param name="index">The index of the first element.</param>
    static abstract TSelf Load(ref readonly T source, nuint index);

    /// <summary>Stores the lanes to <c>destination[index .. index + Count]</c> without bounds checks.</summary>
    /// <param name="destination">The first element of the array.</param>
    /// <param name="index">The index of the first element.</param>
    void Store(ref T destination, nuint index);

    /// <summary>Returns a mask: all bits of the first lanes are set, and the other lanes are 0.</summary>
    /// <param name="count">The number of lanes to set, 0 … <see cref="Count"/>.</param>
    static abstract TSelf FirstLanes(int count);

    /// <summary>
    /// Loads the masked lanes of <c>source[0 .. Count]</c>. The other lanes are 0; their memory is not accessed.
    /// </summary>
    /// <param name="source">The element of lane 0, in memory that is pinned or on the stack.</param>
    /// <param name="mask">A mask from <see cref="FirstLanes"/>.</param>
    static abstract TSelf LoadMasked(ref readonly T source, TSelf mask);

    /// <summary>
    /// Stores the masked lanes to <c>destination[0 .. Count]</c>. The memory of the other lanes is not accessed.
    /// </summary>
    /// <param name="destination">The element of lane 0, in memory that is pinned or on the stack.</param>
    /// <param name="mask">A mask from <see cref="FirstLanes"/>.</param>
    void StoreMasked(ref T destination, TSelf mask);

    /// <summary>Returns <c>left + right</c>.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand.</param>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Returns <c>left + right</c>, with <paramref name="right"/> rounded to <typeparamref name="T"/> first.</summary>
    /// <param name="left">A summand.</param>
    /// <param name="right">The summand of every lane; constant within a loop.</param>
    static abstract TSelf operator +(TSelf left, double right);

    /// <summary>Returns <c>left - right</c>.</summary>
    /// <param name="left">The minuend.</param>
    /// <param name="right">The subtrahend.</param>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Returns <c>left * right</c>.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Returns <c>left * right</c>, with <paramref name="left"/> rounded to <typeparamref name="T"/> first.</summary>
    /// <param name="left">The factor of every lane; constant within a loop.</param>
    /// <param name="right">The other factor.</param>
    static abstract TSelf operator *(double left, TSelf right);

    /// <summary>Returns <c>left / right</c>.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Returns <c>-value</c>, the sign bit flipped.</summary>
    /// <param name="value">The value to negate.</param>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Returns <c>√value</c>, correctly rounded; NaN below zero.</summary>
    /// <param name="value">The radicand.</param>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Returns <c>|value|</c>, the sign bit cleared.</summary>
    /// <param name="value">The value.</param>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Returns the magnitude of <paramref name="value"/> with the sign bit of <paramref name="sign"/>.</summary>
    /// <param name="value">The magnitude; its own sign is ignored.</param>
    /// <param name="sign">The sign; -0 is negative.</param>
    static abstract TSelf CopySign(TSelf value, TSelf sign);

    /// <summary>
    /// Returns the smaller value; NaN if either is NaN, and -0 is smaller than +0 (IEEE 754-2019 <c>minimum</c>).
    /// </summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>
    /// Returns the larger value; NaN if either is NaN, and +0 is larger than -0 (IEEE 754-2019 <c>maximum</c>).
    /// </summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>
    /// Returns <paramref name="value"/> within [<paramref name="low"/>, <paramref name="high"/>]; NaN stays NaN.
    /// </summary>
    /// <param name="value">The value to limit.</param>
    /// <param name="low">The smallest result, rounded to <typeparamref name="T"/>; not NaN.</param>
    /// <param name="high">
    /// The largest result, rounded to <typeparamref name="T"/>; not NaN and not below <paramref name="low"/>.
    /// </param>
    static abstract TSelf Clamp(TSelf value, double low, double high);

    /// <summary>
    /// Returns <paramref name="value"/> with infinity replaced by the largest finite number of the same sign; NaN stays NaN.
    /// </summary>
    /// <param name="value">The value to limit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Saturate(TSelf value)
    {
        double largest = typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;
        return TSelf.Clamp(value, -largest, largest);
    }

    /// <summary>Returns <c>left * right + addend</c> with a single rounding.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    /// <param name="addend">The summand.</param>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// Adds <c>left * right</c> to <paramref name="sum"/> in place, with a single rounding. Assigning the result of
    /// <see cref="FusedMultiplyAdd"/> may take an additional register move.
    /// </summary>
    /// <param name="sum">The sum; overwritten.</param>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    /// <summary>
    /// Returns, lane by lane, <c>left &gt; right ? whenGreater : otherwise</c>; a comparison with NaN is false.
    /// </summary>
    /// <param name="left">The value on the left of the comparison.</param>
    /// <param name="right">The value on the right of the comparison.</param>
    /// <param name="whenGreater">The result where the comparison holds.</param>
    /// <param name="otherwise">The result where it does not.</param>
    static abstract TSelf SelectGreater(TSelf left, TSelf right, TSelf whenGreater, TSelf otherwise);

    /// <summary>Returns the nearest integral value, ties to even.</summary>
    /// <param name="value">The value to round.</param>
    static abstract TSelf Round(TSelf value);

    /// <summary>
    /// Returns <c>2ⁿ</c> for an integral <c>n</c> in the exponent range of normal numbers; otherwise the result is unspecified.
    /// </summary>
    /// <param name="exponent">Integral, -126 … 127 for <see cref="float"/> and -1022 … 1023 for <see cref="double"/>.</param>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>Returns <c>⌊log₂ value⌋</c> for a positive normal number; otherwise the result is unspecified.</summary>
    /// <param name="value">A positive normal number.</param>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>
    /// Returns <c>value / 2^⌊log₂ value⌋</c>, in [1, 2), for a positive normal number; otherwise the result is unspecified.
    /// </summary>
    /// <param name="value">A positive normal number.</param>
    static abstract TSelf Significand(TSelf value);
}
