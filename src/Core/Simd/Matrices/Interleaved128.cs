using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd.Matrices;

/// <summary>One lane.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Interleaved128<T> : IInterleaved<Interleaved128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _value;

    private Interleaved128(Vector128<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sse2.IsSupported || AdvSimd.Arm64.IsSupported ? 1 : 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved128<T> Load(T* source, nint stride) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved128<T> Low(Interleaved128<T> left, Interleaved128<T> right) => new(typeof(T) == typeof(float)
        ? (Sse2.IsSupported
            ? Sse.UnpackLow(left._value.AsSingle(), right._value.AsSingle())
            : AdvSimd.Arm64.ZipLow(left._value.AsSingle(), right._value.AsSingle())).As<float, T>()
        : (Sse2.IsSupported
            ? Sse2.UnpackLow(left._value.AsDouble(), right._value.AsDouble())
            : AdvSimd.Arm64.ZipLow(left._value.AsDouble(), right._value.AsDouble())).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved128<T> High(Interleaved128<T> left, Interleaved128<T> right) => new(typeof(T) == typeof(float)
        ? (Sse2.IsSupported
            ? Sse.UnpackHigh(left._value.AsSingle(), right._value.AsSingle())
            : AdvSimd.Arm64.ZipHigh(left._value.AsSingle(), right._value.AsSingle())).As<float, T>()
        : (Sse2.IsSupported
            ? Sse2.UnpackHigh(left._value.AsDouble(), right._value.AsDouble())
            : AdvSimd.Arm64.ZipHigh(left._value.AsDouble(), right._value.AsDouble())).As<double, T>());
}
