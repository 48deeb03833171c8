using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd;

/// <summary>
/// <see cref="Vector{T}"/>, the portable register width: 256 bits with AVX2, 128 bits with SSE and NEON.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public struct VariableVector<T> : ISimdVector<VariableVector<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Vector<T> _value; // not read-only: AddProduct writes it in place

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private VariableVector(Vector<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Vector<T>.Count; }

    /// <inheritdoc/>
    public static int SignificandBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? FloatBits.SignificandBits : DoubleBits.SignificandBits;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Create(T value) => new(Vector.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Constant(double value) => typeof(T) == typeof(float)
        ? new(Vector.Create((float)value).As<float, T>())
        : new(Vector.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Load(ref readonly T source, nuint index) => new(Vector.LoadUnsafe(in source, index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T destination, nuint index) => _value.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> FirstLanes(int count) => typeof(T) == typeof(float)
        ? new(Vector.LessThan(Vector<int>.Indices, Vector.Create(count)).As<int, T>())
        : new(Vector.LessThan(Vector<long>.Indices, Vector.Create((long)count)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe VariableVector<T> LoadMasked(ref readonly T source, VariableVector<T> mask)
    {
        void* address = Unsafe.AsPointer(in source);
        if (!Avx.IsSupported || sizeof(Vector<T>) != sizeof(Vector256<T>)) return new(MaskedLanes.Load<T, Vector<T>>((T*)address, mask._value));
        return typeof(T) == typeof(float)
            ? new(Avx.MaskLoad((float*)address, mask.Single.AsVector256()).AsVector().As<float, T>())
            : new(Avx.MaskLoad((double*)address, mask.Double.AsVector256()).AsVector().As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void StoreMasked(ref T destination, VariableVector<T> mask)
    {
        void* address = Unsafe.AsPointer(ref destination);
        if (!Avx.IsSupported || sizeof(Vector<T>) != sizeof(Vector256<T>)) MaskedLanes.Store((T*)address, mask._value, _value);
        else if (typeof(T) == typeof(float)) Avx.MaskStore((float*)address, mask.Single.AsVector256(), Single.AsVector256());
        else Avx.MaskStore((double*)address, mask.Double.AsVector256(), Double.AsVector256());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator +(VariableVector<T> left, VariableVector<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator +(VariableVector<T> left, double right) => typeof(T) == typeof(float)
        ? new((left.Single + Vector.Create((float)right)).As<float, T>())
        : new((left.Double + Vector.Create(right)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator -(VariableVector<T> left, VariableVector<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator *(VariableVector<T> left, VariableVector<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator *(double left, VariableVector<T> right) => typeof(T) == typeof(float)
        ? new((Vector.Create((float)left) * right.Single).As<float, T>())
        : new((Vector.Create(left) * right.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator /(VariableVector<T> left, VariableVector<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> operator -(VariableVector<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Sqrt(VariableVector<T> value) => new(Vector.SquareRoot(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Abs(VariableVector<T> value) => new(Vector.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> CopySign(VariableVector<T> value, VariableVector<T> sign) => new(Vector.CopySign(value._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Min(VariableVector<T> left, VariableVector<T> right) => new(Vector.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Max(VariableVector<T> left, VariableVector<T> right) => new(Vector.Max(left._value, right._value));

    /// <inheritdoc/>
    /// <remarks>
    /// The native instructions of x86 are <c>low &gt; value ? low : value</c> and <c>high &lt; value ? high : value</c>, as
    /// needed here. IEEE 754's minimum and maximum take ten instructions on x86.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Clamp(VariableVector<T> value, double low, double high)
    {
        if (!X86Base.IsSupported)
        {
            VariableVector<T> lowest = Constant(low);
            VariableVector<T> highest = Constant(high);
            return SelectGreater(lowest, value, lowest, SelectGreater(value, highest, highest, value));
        }

        return typeof(T) == typeof(float)
            ? new(Vector.MinNative(Vector.Create((float)high), Vector.MaxNative(Vector.Create((float)low), value.Single)).As<float, T>())
            : new(Vector.MinNative(Vector.Create(high), Vector.MaxNative(Vector.Create(low), value.Double)).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> FusedMultiplyAdd(VariableVector<T> left, VariableVector<T> right, VariableVector<T> addend) => typeof(T) == typeof(float)
        ? new(Vector.FusedMultiplyAdd(left.Single, right.Single, addend.Single).As<float, T>())
        : new(Vector.FusedMultiplyAdd(left.Double, right.Double, addend.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref VariableVector<T> sum, VariableVector<T> left, VariableVector<T> right)
    {
        if (typeof(T) == typeof(float)) sum._value = Vector.FusedMultiplyAdd(left.Single, right.Single, sum.Single).As<float, T>();
        else sum._value = Vector.FusedMultiplyAdd(left.Double, right.Double, sum.Double).As<double, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> SelectGreater(VariableVector<T> left, VariableVector<T> right, VariableVector<T> whenGreater, VariableVector<T> otherwise) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(left._value, right._value), whenGreater._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Round(VariableVector<T> value) => typeof(T) == typeof(float)
        ? new(Vector.Round(value.Single).As<float, T>())
        : new(Vector.Round(value.Double).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> PowerOfTwo(VariableVector<T> exponent) => typeof(T) == typeof(float)
        ? new(((exponent.Single + Vector.Create(FloatBits.ExponentToInteger)).As<float, uint>() << FloatBits.ExponentShift).As<uint, T>())
        : new(((exponent.Double + Vector.Create(DoubleBits.ExponentToInteger)).As<double, ulong>() << DoubleBits.ExponentShift).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Exponent(VariableVector<T> value) => typeof(T) == typeof(float)
        ? new((((value._value.As<T, uint>() >>> FloatBits.ExponentShift) | Vector.Create(FloatBits.IntegerBits)).As<uint, float>()
            - Vector.Create(FloatBits.IntegerToExponent)).As<float, T>())
        : new((((value._value.As<T, ulong>() >>> DoubleBits.ExponentShift) | Vector.Create(DoubleBits.IntegerBits)).As<ulong, double>()
            - Vector.Create(DoubleBits.IntegerToExponent)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VariableVector<T> Significand(VariableVector<T> value) => typeof(T) == typeof(float)
        ? new(((value._value.As<T, uint>() & Vector.Create(FloatBits.SignificandMask)) | Vector.Create(FloatBits.One)).As<uint, T>())
        : new(((value._value.As<T, ulong>() & Vector.Create(DoubleBits.SignificandMask)) | Vector.Create(DoubleBits.One)).As<ulong, T>());

    private readonly Vector<float> Single { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value.As<T, float>(); }

    private readonly Vector<double> Double { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => _value.As<T, double>(); }
}
