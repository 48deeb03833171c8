using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <summary>
/// Elementary functions over spans: the formulas of <see cref="Elementary"/> in one loop at the full register width.
/// </summary>
/// <remarks>Every processor gives the same bits, except for the payload of a NaN. Nothing is allocated.</remarks>
public static partial class ElementaryFunctions
{
    /// <summary>Writes <c>destinationᵢ = e^sourceᵢ</c>, with an error below 1.1 ulp.</summary>
    /// <remarks>
    /// -∞ gives 0, +∞ gives +∞. The result overflows and underflows, through the denormal numbers, where the true value does.
    /// NaN gives NaN.
    /// </remarks>
    /// <param name="source">The arguments, of any length.</param>
    /// <param name="destination">
    /// Overwritten. Same length as <paramref name="source"/>; the same memory, or memory that does not overlap it.
    /// </param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has a different length or overlaps in part.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Exp<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(ExpFunction<T>), source, destination);

    /// <summary>Writes <c>destinationᵢ = ln sourceᵢ</c>, with an error below 1.1 ulp.</summary>
    /// <remarks>±0 gives -∞, a negative number gives NaN, +∞ gives +∞. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Log<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(LogFunction<T>), source, destination);

    /// <summary>Writes <c>destinationᵢ = 1/(1 + e^-sourceᵢ)</c>, with an error below 2.5 ulp.</summary>
    /// <remarks>-∞ gives 0, +∞ gives 1. Far below zero it keeps its relative accuracy. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(SigmoidFunction<T>), source, destination);

    /// <summary>Writes <c>destinationᵢ = tanh sourceᵢ</c>, with an error below 2.5 ulp.</summary>
    /// <remarks>±∞ gives ±1, ±0 gives ±0. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tanh<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(TanhFunction<T>), source, destination);

    /// <summary>Writes <c>destinationᵢ = ln(1 + e^sourceᵢ)</c>, with an error below 2 ulp.</summary>
    /// <remarks>-∞ gives 0, +∞ gives +∞. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softplus<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(SoftplusFunction<T>), source, destination);

    internal readonly struct ExpFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Exp<TVector, T>(x);
    }

    internal readonly struct LogFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Log<TVector, T>(x);
    }

    internal readonly struct SigmoidFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Sigmoid<TVector, T>(x);
    }

    internal readonly struct TanhFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Tanh<TVector, T>(x);
    }

    internal readonly struct SoftplusFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Softplus<TVector, T>(x);
    }
}
