using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd.Matrices;

/// <summary>Four lanes.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Interleaved512<T> : IInterleaved<Interleaved512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value;

    private Interleaved512(Vector512<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported ? 4 : 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved512<T> Load(T* source, nint stride) =>
        new(Avx512F.InsertVector128(
            Avx512F.InsertVector128(
                Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)).ToVector512Unsafe().AsSingle(),
                Vector128.Load(source + (2 * stride)).AsSingle(),
                2),
            Vector128.Load(source + (3 * stride)).AsSingle(),
            3).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved512<T> Low(Interleaved512<T> left, Interleaved512<T> right) => new(typeof(T) == typeof(float)
        ? Avx512F.UnpackLow(left._value.AsSingle(), right._value.AsSingle()).As<float, T>()
        : Avx512F.UnpackLow(left._value.AsDouble(), right._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved512<T> High(Interleaved512<T> left, Interleaved512<T> right) => new(typeof(T) == typeof(float)
        ? Avx512F.UnpackHigh(left._value.AsSingle(), right._value.AsSingle()).As<float, T>()
        : Avx512F.UnpackHigh(left._value.AsDouble(), right._value.AsDouble()).As<double, T>());
}
