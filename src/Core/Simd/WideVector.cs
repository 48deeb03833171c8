using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>
/// <see cref="Vector512{T}"/>, used where 512-bit registers are hardware-accelerated. <see cref="Vector{T}"/> has 256 bits there
/// by default, which halves the speed for data in the cache. On other processors this vector is emulated: slow, with the same
/// bits.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct WideVector<T> : ISimdVector<WideVector<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Vector512<T> _value; // not read-only: AddProduct writes it in place

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideVector(Vector512<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector512<T>.Count; }

    /// <inheritdoc/>
    public static int SignificandBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? FloatBits.SignificandBits : DoubleBits.SignificandBits;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Create(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Constant(double value) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)value).As<float, T>())
        : new(Vector512.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Load(ref readonly T source, nuint index) => new(Vector512.LoadUnsafe(in source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => _value.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> FirstLanes(int count) => typeof(T) == typeof(float)
        ? new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>())
        : new(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe WideVector<T> LoadMasked(ref readonly T source, WideVector<T> mask)
    {
        void* address = Unsafe.AsPointer(in source);
        if (!Avx512F.IsSupported) return new(MaskedLanes.Load<T, Vector512<T>>((T*)address, mask._value));
        return typeof(T) == typeof(float)
            ? new(Avx512F.MaskLoad((float*)address, mask.Single, Vector512<float>.Zero).As<float, T>())
            : new(Avx512F.MaskLoad((double*)address, mask.Double, Vector512<double>.Zero).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void StoreMasked(ref T destination, WideVector<T> mask)
    {
        void* address = Unsafe.AsPointer(ref destination);
        if (!Avx512F.IsSupported) MaskedLanes.Store((T*)address, mask._value, _value);
        else if (typeof(T) == typeof(float)) Avx512F.MaskStore((float*)address, mask.Single, Single);
        else Avx512F.MaskStore((double*)address, mask.Double, Double);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator +(WideVector<T> left, WideVector<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator +(WideVector<T> left, double right) => typeof(T) == typeof(float)
        ? new((left.Single + Vector512.Create((float)right)).As<float, T>())
        : new((left.Double + Vector512.Create(right)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator -(WideVector<T> left, WideVector<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator *(WideVector<T> left, WideVector<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator *(double left, WideVector<T> right) => typeof(T) == typeof(float)
        ? new((Vector512.Create((float)left) * right.Single).As<float, T>())
        : new((Vector512.Create(left) * right.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator /(WideVector<T> left, WideVector<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> operator -(WideVector<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Sqrt(WideVector<T> value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Abs(WideVector<T> value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> CopySign(WideVector<T> value, WideVector<T> sign) => new(Vector512.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Min(WideVector<T> left, WideVector<T> right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Max(WideVector<T> left, WideVector<T> right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    /// <remarks>
    /// The native instructions of x86 are <c>low &gt; value ? low : value</c> and <c>high &lt; value ? high : value</c>, as
    /// needed here. IEEE 754's minimum and maximum take ten instructions on x86.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Clamp(WideVector<T> value, double low, double high)
    {
        if (!X86Base.IsSupported)
        {
            WideVector<T> lowest = Constant(low);
            WideVector<T> highest = Constant(high);
            return SelectGreater(lowest, value, lowest, SelectGreater(value, highest, highest, value));
        }

        return typeof(T) == typeof(float)
            ? new(Vector512.MinNative(Vector512.Create((float)high), Vector512.MaxNative(Vector512.Create((float)low), value.Single)).As<float, T>())
            : new(Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), value.Double)).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> FusedMultiplyAdd(WideVector<T> left, WideVector<T> right, WideVector<T> addend) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(left.Single, right.Single, addend.Single).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(left.Double, right.Double, addend.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref WideVector<T> sum, WideVector<T> left, WideVector<T> right)
    {
        if (typeof(T) == typeof(float)) sum._value = Vector512.FusedMultiplyAdd(left.Single, right.Single, sum.Single).As<float, T>();
        else sum._value = Vector512.FusedMultiplyAdd(left.Double, right.Double, sum.Double).As<double, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> SelectGreater(WideVector<T> left, WideVector<T> right, WideVector<T> whenGreater, WideVector<T> otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(left._value, right._value), whenGreater._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Round(WideVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.Round(value.Single).As<float, T>())
        : new(Vector512.Round(value.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> PowerOfTwo(WideVector<T> exponent) => typeof(T) == typeof(float)
        ? new(((exponent.Single + Vector512.Create(FloatBits.ExponentToInteger)).As<float, uint>() << FloatBits.ExponentShift).As<uint, T>())
        : new(((exponent.Double + Vector512.Create(DoubleBits.ExponentToInteger)).As<double, ulong>() << DoubleBits.ExponentShift).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Exponent(WideVector<T> value) => typeof(T) == typeof(float)
        ? new((((value._value.As<T, uint>() >>> FloatBits.ExponentShift) | Vector512.Create(FloatBits.IntegerBits)).As<uint, float>()
            - Vector512.Create(FloatBits.IntegerToExponent)).As<float, T>())
        : new((((value._value.As<T, ulong>() >>> DoubleBits.ExponentShift) | Vector512.Create(DoubleBits.IntegerBits)).As<ulong, double>()
            - Vector512.Create(DoubleBits.IntegerToExponent)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector<T> Significand(WideVector<T> value) => typeof(T) == typeof(float)
        ? new(((value._value.As<T, uint>() & Vector512.Create(FloatBits.SignificandMask)) | Vector512.Create(FloatBits.One)).As<uint, T>())
        : new(((value._value.As<T, ulong>() & Vector512.Create(DoubleBits.SignificandMask)) | Vector512.Create(DoubleBits.One)).As<ulong, T>());

    private readonly Vector512<float> Single { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value.As<T, float>(); }

    private readonly Vector512<double> Double
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value.As<T, double>();
    }
}
