namespace SimdOptim.Simd;

/// <summary>
/// Elementary functions over spans: the formulas of <see cref="Elementary"/> in one loop at the full register width.
/// </summary>
/// <remarks>Every processor gives the same bits, except for the payload of a NaN. Nothing is allocated.</remarks>
public static class ElementaryFunctions
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

    /// <summary>
    /// Writes the standard normal distribution function <c>destinationᵢ = Φ(sourceᵢ) = ½·(1 + erf(sourceᵢ/√2))</c>, with an error
    /// below 7 ulp.
    /// </summary>
    /// <remarks>-∞ gives 0, +∞ gives 1. Far below zero it keeps its relative accuracy. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NormalDistribution<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(NormalDistributionFunction<T>), source, destination);

    internal readonly struct NormalDistributionFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.NormalDistribution<TVector, T>(x);
    }

    /// <summary>
    /// Returns <c>ln Σ e^xᵢ = m + ln Σ e^(xᵢ - m)</c> with <c>m = max xᵢ</c>, which neither overflows nor underflows.
    /// </summary>
    /// <remarks>
    /// An empty span, or one that holds only -∞, gives -∞. A +∞ gives +∞; a NaN gives NaN. The algorithm is the shifted one in
    /// Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021.
    /// </remarks>
    /// <param name="x">The exponents, of any length.</param>
    /// <inheritdoc cref="Reductions.Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T maximum = Reductions.Max(x);
        if (!T.IsFinite(maximum)) return maximum; // shifting by an infinity would give NaN

        T sum = ReductionLoop.Run(new SumOfShiftedExponentials<T>(maximum), x);
        Elementary.Log<ScalarVector<T>, T>(ScalarVector<T>.Create(sum)).Store(ref sum, 0);
        return maximum + sum;
    }

    /// <summary><c>Σ e^(xᵢ - m)</c></summary>
    internal readonly struct SumOfShiftedExponentials<T>(T maximum) : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsShort => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> =>
            accumulator + Elementary.ExpOfNonPositive<TVector, T>(x - TVector.Create(maximum));
    }
}
