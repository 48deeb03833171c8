using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd.Matrices;

/// <summary>Two lanes.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Interleaved256<T> : IInterleaved<Interleaved256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value;

    private Interleaved256(Vector256<T> value) => _value = value;

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx.IsSupported ? 2 : 0;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved256<T> Load(T* source, nint stride) => new(Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved256<T> Low(Interleaved256<T> left, Interleaved256<T> right) => new(typeof(T) == typeof(float)
        ? Avx.UnpackLow(left._value.AsSingle(), right._value.AsSingle()).As<float, T>()
        : Avx.UnpackLow(left._value.AsDouble(), right._value.AsDouble()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interleaved256<T> High(Interleaved256<T> left, Interleaved256<T> right) => new(typeof(T) == typeof(float)
        ? Avx.UnpackHigh(left._value.AsSingle(), right._value.AsSingle()).As<float, T>()
        : Avx.UnpackHigh(left._value.AsDouble(), right._value.AsDouble()).As<double, T>());
}
