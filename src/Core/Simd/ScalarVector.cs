namespace SimdOptim.Simd;

/// <summary>
/// A vector of one lane, with which the tail of an array runs the same formula as the rest.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct ScalarVector<T> : ISimdVector<ScalarVector<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarVector(T value) => _value = value;

    /// <inheritdoc/>
    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

    /// <inheritdoc/>
    public static int SignificandBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? FloatBits.SignificandBits : DoubleBits.SignificandBits;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Create(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Constant(double value) => typeof(T) == typeof(float) ? FromSingle((float)value) : FromDouble(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Load(ref readonly T source, nuint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T destination, nuint index) => Unsafe.Add(ref destination, index) = _value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> FirstLanes(int count) => new(count > 0 ? T.NaN : T.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> LoadMasked(ref readonly T source, ScalarVector<T> mask) => T.IsNaN(mask._value) ? new(source) : default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreMasked(ref T destination, ScalarVector<T> mask)
    {
        if (T.IsNaN(mask._value)) destination = _value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator +(ScalarVector<T> left, ScalarVector<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator +(ScalarVector<T> left, double right) => left + Constant(right);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator -(ScalarVector<T> left, ScalarVector<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator *(ScalarVector<T> left, ScalarVector<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator *(double left, ScalarVector<T> right) => Constant(left) * right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator /(ScalarVector<T> left, ScalarVector<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> operator -(ScalarVector<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Sqrt(ScalarVector<T> value) => new(T.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Abs(ScalarVector<T> value) => new(T.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> CopySign(ScalarVector<T> value, ScalarVector<T> sign) =>
        new(T.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Min(ScalarVector<T> left, ScalarVector<T> right) => new(T.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Max(ScalarVector<T> left, ScalarVector<T> right) => new(T.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Clamp(ScalarVector<T> value, double low, double high)
    {
        ScalarVector<T> lowest = Constant(low);
        ScalarVector<T> highest = Constant(high);
        return SelectGreater(lowest, value, lowest, SelectGreater(value, highest, highest, value));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> FusedMultiplyAdd(ScalarVector<T> left, ScalarVector<T> right, ScalarVector<T> addend) =>
        new(T.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref ScalarVector<T> sum, ScalarVector<T> left, ScalarVector<T> right) => sum = FusedMultiplyAdd(left, right, sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> SelectGreater(
        ScalarVector<T> left, ScalarVector<T> right, ScalarVector<T> whenGreater, ScalarVector<T> otherwise) =>
        left._value > right._value ? whenGreater : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Round(ScalarVector<T> value) => new(T.Round(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> PowerOfTwo(ScalarVector<T> exponent) => typeof(T) == typeof(float)
        ? FromBits(BitConverter.SingleToUInt32Bits(exponent.Single + FloatBits.ExponentToInteger) << FloatBits.ExponentShift)
        : FromBits(BitConverter.DoubleToUInt64Bits(exponent.Double + DoubleBits.ExponentToInteger) << DoubleBits.ExponentShift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Exponent(ScalarVector<T> value) => typeof(T) == typeof(float)
        ? FromSingle((int)(BitConverter.SingleToUInt32Bits(value.Single) >>> FloatBits.ExponentShift) - FloatBits.ExponentBias)
        : FromDouble((long)(BitConverter.DoubleToUInt64Bits(value.Double) >>> DoubleBits.ExponentShift) - DoubleBits.ExponentBias);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector<T> Significand(ScalarVector<T> value) => typeof(T) == typeof(float)
        ? FromBits((BitConverter.SingleToUInt32Bits(value.Single) & FloatBits.SignificandMask) | FloatBits.One)
        : FromBits((BitConverter.DoubleToUInt64Bits(value.Double) & DoubleBits.SignificandMask) | DoubleBits.One);

    private float Single { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Unsafe.BitCast<T, float>(_value); }

    private double Double { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Unsafe.BitCast<T, double>(_value); }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarVector<T> FromSingle(float value) => new(Unsafe.BitCast<float, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarVector<T> FromDouble(double value) => new(Unsafe.BitCast<double, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarVector<T> FromBits(uint bits) => new(Unsafe.BitCast<uint, T>(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarVector<T> FromBits(ulong bits) => new(Unsafe.BitCast<ulong, T>(bits));
}
