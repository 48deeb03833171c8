namespace SimdOptim.Simd;

/// <summary>Reduces an array to one number, with the same bits at every register width and on every processor.</summary>
/// <remarks>
/// Element i goes to lane i mod L of L lanes, 64 for <see cref="float"/> and 32 for <see cref="double"/>. The lanes are then
/// combined by halves. A sum of n terms is therefore a tree of depth <c>d = ⌈n/L⌉ + log₂ L</c>, and its error is at most
/// <c>d·u·Σ|termᵢ|</c> to first order, with u = 2⁻²⁴ or 2⁻⁵³ (Higham, Accuracy and Stability of Numerical Algorithms, 2002,
/// §4.2). Nothing is allocated and no span is written.
/// </remarks>
public static class Reductions
{
    /// <summary>Returns the sum <c>Σ xᵢ</c>.</summary>
    /// <remarks>
    /// The sum of no elements, or of zeros of either sign, is +0. NaN or infinities of both signs give NaN. Infinities of one
    /// sign give that infinity.
    /// </remarks>
    /// <param name="x">The summands, of any length.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ReductionLoop.Run(default(Summation<T>), x);

    /// <summary>Returns the scalar product <c>Σ xᵢ·yᵢ</c>, each product added with a single rounding.</summary>
    /// <remarks>The product of empty spans is +0. NaN, and an infinity times zero, give NaN.</remarks>
    /// <param name="x">The left factors, of any length.</param>
    /// <param name="y">The right factors, of the same length as <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="y"/> differs in length from <paramref name="x"/>.</exception>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})" path="/typeparam|/exception"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        Throw.IfLengthIsNot(x.Length, y);
        return ReductionLoop.Run(default(ScalarProduct<T>), x, y);
    }

    /// <summary>Returns the sum of squares <c>Σ xᵢ²</c>, with the same bits as the scalar product of x with itself.</summary>
    /// <remarks>
    /// Squares overflow above 1.8e19 (<see cref="float"/>) or 1.3e154 (<see cref="double"/>) and underflow to 0 below 2.6e-23 or
    /// 1.5e-162. <see cref="Norm{T}"/> avoids both.
    /// </remarks>
    /// <param name="x">The numbers to square, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ReductionLoop.Run(default(SquareSum<T>), x);

    /// <summary>Returns the Euclidean norm <c>√Σ xᵢ²</c>, also where the squares overflow or underflow.</summary>
    /// <remarks>
    /// Takes one pass if the sum of squares is finite and so large that underflowed squares cannot have changed it. Otherwise a
    /// second pass scales x by a power of two (Blue, A Portable Fortran Program to Find the Euclidean Norm of a Vector, ACM TOMS
    /// 4, 1978). The relative error is half that of the sum of squares. The norm of an empty span is 0; an infinity gives +∞, and
    /// NaN gives NaN.
    /// </remarks>
    /// <param name="x">The vector, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = double.CreateChecked(ReductionLoop.Run(default(SquareSum<T>), x));
        (double smallest, double scale) = SquareScaling<T>();
        if (sum >= smallest && sum < double.PositiveInfinity) return Math.Sqrt(sum);

        double factor = sum < smallest ? scale : 1 / scale;
        T scaledSum = ReductionLoop.Run(new SumOfScaledSquares<T>(T.CreateChecked(factor)), x);
        return Math.Sqrt(double.CreateChecked(scaledSum)) / factor;
    }

    /// <summary>Returns the largest element <c>max xᵢ</c>.</summary>
    /// <remarks>
    /// NaN if any element is NaN, and +0 is larger than -0 (IEEE 754-2019 <c>maximum</c>). -∞ for an empty span.
    /// </remarks>
    /// <param name="x">The numbers to compare, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Max<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ReductionLoop.Run(default(Maximum<T>), x);

    /// <summary>Returns the largest magnitude <c>max |xᵢ|</c>, the L∞ norm.</summary>
    /// <remarks>NaN if any element is NaN, and +0 for an empty span.</remarks>
    /// <param name="x">The numbers to compare, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T MaxMagnitude<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ReductionLoop.Run(default(MaximumMagnitude<T>), x);

    /// <summary>Returns whether every element is finite, that is, neither infinite nor NaN.</summary>
    /// <remarks>
    /// True for an empty span. <c>Σ 0·xᵢ</c> is zero if and only if every element is finite. It takes one pass without branches.
    /// An early exit would not pay: the usual result is true, for which every element must be read.
    /// </remarks>
    /// <param name="x">The numbers to test, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return FiniteLoop.Run(x);
    }

    /// <summary><c>Σ xᵢ</c></summary>
    internal readonly struct Summation<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => accumulator + x;
    }

    /// <summary><c>Σ xᵢ·yᵢ</c></summary>
    internal readonly struct ScalarProduct<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(x, y, accumulator);
    }

    /// <summary><c>Σ xᵢ²</c></summary>
    internal readonly struct SquareSum<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(x, x, accumulator);
    }

    // An underflowed square is wrong by at most half the smallest denormal number, 2⁻¹⁵⁰ (2⁻¹⁰⁷⁵), and there are fewer than 2³¹.
    // Their error is below the rounding of a sum of at least 2⁻⁹⁰ (2⁻⁹⁸⁰). For a smaller or an overflowed sum, the power of two
    // takes every sum that an array can have to a finite number well above that limit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Smallest, double Scale) SquareScaling<T>() => typeof(T) == typeof(float)
        ? (8.077935669463161e-28, 1.2676506002282294e+30) // 2⁻⁹⁰, 2¹⁰⁰
        : (9.785978320356312e-296, 4.149515568880993e+180); // 2⁻⁹⁸⁰, 2⁶⁰⁰

    /// <summary><c>Σ (scale·xᵢ)²</c></summary>
    internal readonly struct SumOfScaledSquares<T>(T scale) : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => Square(TVector.Create(scale) * x, accumulator);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Square<TVector>(TVector scaled, TVector accumulator)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(scaled, scaled, accumulator);
    }

    /// <summary><c>max xᵢ</c></summary>
    internal readonly struct Maximum<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(double.NegativeInfinity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(accumulator, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(left, right);
    }

    /// <summary><c>max |xᵢ|</c></summary>
    internal readonly struct MaximumMagnitude<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(accumulator, TVector.Abs(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(left, right);
    }
}
