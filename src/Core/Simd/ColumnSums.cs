using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// Computes sums over the columns of a matrix <c>[rows, columns]</c>, with the same bits at every register width.
/// </summary>
/// <remarks>
/// Each lane sums one column in the order of the rows. Blocks of 32 rows are summed plainly; the sums of the blocks are added
/// with compensation (Kahan). The error is at most 34·u·Σ|xᵢ| to first order, with u = 2⁻²⁴ or 2⁻⁵³, for any number of rows
/// (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §4.3).
/// </remarks>
internal static class ColumnSums
{
    private const int BlockRows = 32;

    /// <summary>Writes <c>sumsⱼ = Σᵢ matrixᵢⱼ</c>.</summary>
    /// <param name="matrix"><c>[rows, columns]</c></param>
    /// <param name="sums"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(ReadOnlySpan<T> matrix, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Element<T>(matrix), matrix.Length, sums);

    /// <summary>Writes <c>meansⱼ = Σᵢ matrixᵢⱼ/rows</c>.</summary>
    /// <param name="matrix"><c>[rows, columns]</c></param>
    /// <param name="means"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<T>(ReadOnlySpan<T> matrix, Span<T> means)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Element<T>(matrix), matrix.Length, means, matrix.Length / means.Length);

    /// <summary>Writes <c>variancesⱼ = Σᵢ (matrixᵢⱼ - meansⱼ)²/rows</c>.</summary>
    /// <param name="matrix"><c>[rows, columns]</c></param>
    /// <param name="means"><c>[columns]</c></param>
    /// <param name="variances"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Variance<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> means, Span<T> variances)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new SquaredDeviation<T>(matrix, means), matrix.Length, variances, matrix.Length / means.Length);

    /// <summary>Writes <c>sumsⱼ = Σᵢ leftᵢⱼ·rightᵢⱼ</c>.</summary>
    /// <param name="left"><c>[rows, columns]</c></param>
    /// <param name="right"><c>[rows, columns]</c></param>
    /// <param name="sums"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Product<T>(left, right), left.Length, sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TTerm>(TTerm term, int count, Span<T> sums, double divisor = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, IColumnTerm<T>, allows ref struct =>
        ElementwiseLoop.Run<T, Kernel<T, TTerm>>(new Kernel<T, TTerm>(term, count, sums, divisor), sums.Length);

    /// <summary>Sums one register of columns, then divides each sum by the divisor.</summary>
    internal readonly ref struct Kernel<T, TTerm>(TTerm term, int count, Span<T> sums, double divisor) : IElementwiseKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, IColumnTerm<T>, allows ref struct
    {
        private readonly TTerm _term = term;
        private readonly ref T _sums = ref MemoryMarshal.GetReference(sums);
        private readonly nuint _columns = (nuint)sums.Length;
        private readonly nuint _count = (nuint)count;
        private readonly double _divisor = divisor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            nuint column = index;
            TVector sum = TVector.Constant(0), lost = TVector.Constant(0);
            while (index < _count)
            {
                nuint stop = Math.Min(_count, index + (BlockRows * _columns));
                TVector block = TVector.Constant(0);
                for (; index < stop; index += _columns) block += _term.Get<TVector>(index, column);

                TVector summand = block - lost;
                TVector next = sum + summand;
                lost = next - sum - summand;
                sum = next;
            }

            (sum / TVector.Constant(_divisor)).Store(ref _sums, column);
        }
    }

    /// <summary><c>xᵢⱼ</c></summary>
    internal readonly ref struct Element<T>(ReadOnlySpan<T> matrix) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _matrix = ref MemoryMarshal.GetReference(matrix);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint index, nuint column)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Load(in _matrix, index);
    }

    /// <summary><c>xᵢⱼ·yᵢⱼ</c></summary>
    private readonly ref struct Product<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _left = ref MemoryMarshal.GetReference(left);
        private readonly ref T _right = ref MemoryMarshal.GetReference(right);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint index, nuint column)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Load(in _left, index) * TVector.Load(in _right, index);
    }

    /// <summary><c>(xᵢⱼ - meanⱼ)²</c></summary>
    private readonly ref struct SquaredDeviation<T>(ReadOnlySpan<T> matrix, ReadOnlySpan<T> means) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _matrix = ref MemoryMarshal.GetReference(matrix);
        private readonly ref T _means = ref MemoryMarshal.GetReference(means);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint index, nuint column)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector deviation = TVector.Load(in _matrix, index) - TVector.Load(in _means, column);
            return deviation * deviation;
        }
    }
}

/// <summary>A term that <see cref="ColumnSums"/> adds up: a formula over elements of matrices of equal shape.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IColumnTerm<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the terms of adjacent columns in one row.</summary>
    /// <param name="index">The index of the first element in the matrix: <c>row·columns + column</c>.</param>
    /// <param name="column">The first column, for values that are the same in every row.</param>
    TVector Get<TVector>(nuint index, nuint column)
        where TVector : struct, ISimdVector<TVector, T>;
}
