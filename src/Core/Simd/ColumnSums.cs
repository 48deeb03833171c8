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
    public static void Sum<T>(ReadOnlyRows<T> matrix, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Element<T>(matrix), matrix.Count, sums);

    /// <summary>Writes <c>meansⱼ = Σᵢ matrixᵢⱼ/rows</c>.</summary>
    /// <param name="matrix"><c>[rows, columns]</c></param>
    /// <param name="means"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mean<T>(ReadOnlyRows<T> matrix, Span<T> means)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Element<T>(matrix), matrix.Count, means, matrix.Count);

    /// <summary>Writes <c>variancesⱼ = Σᵢ (matrixᵢⱼ - meansⱼ)²/rows</c>.</summary>
    /// <param name="matrix"><c>[rows, columns]</c></param>
    /// <param name="means"><c>[columns]</c></param>
    /// <param name="variances"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Variance<T>(ReadOnlyRows<T> matrix, ReadOnlySpan<T> means, Span<T> variances)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new SquaredDeviation<T>(matrix, means), matrix.Count, variances, matrix.Count);

    /// <summary>Writes <c>sumsⱼ = Σᵢ leftᵢⱼ·rightᵢⱼ</c>.</summary>
    /// <param name="left"><c>[rows, columns]</c></param>
    /// <param name="right"><c>[rows, columns]</c></param>
    /// <param name="sums"><c>[columns]</c>; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dot<T>(ReadOnlyRows<T> left, ReadOnlyRows<T> right, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(new Product<T>(left, right), left.Count, sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TTerm>(TTerm term, int rows, Span<T> sums, double divisor = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, IColumnTerm<T>, allows ref struct =>
        ElementwiseLoop.Run<T, Kernel<T, TTerm>>(new Kernel<T, TTerm>(term, rows, sums, divisor), sums.Length);

    /// <summary>Sums one register of columns, then divides each sum by the divisor.</summary>
    internal readonly ref struct Kernel<T, TTerm>(TTerm term, int rows, Span<T> sums, double divisor) : IElementwiseKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, IColumnTerm<T>, allows ref struct
    {
        private readonly TTerm _term = term;
        private readonly ref T _sums = ref MemoryMarshal.GetReference(sums);
        private readonly nuint _rows = (nuint)rows;
        private readonly double _divisor = divisor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector sum = TVector.Constant(0), lost = TVector.Constant(0);
            nuint row = 0;
            while (row < _rows)
            {
                nuint stop = Math.Min(_rows, row + BlockRows);
                TVector block = TVector.Constant(0);
                for (; row < stop; row++) block += _term.Get<TVector>(row, index);

                TVector summand = block - lost;
                TVector next = sum + summand;
                lost = next - sum - summand;
                sum = next;
            }

            (sum / TVector.Constant(_divisor)).Store(ref _sums, index);
        }
    }

    /// <summary><c>xᵢⱼ</c></summary>
    internal readonly ref struct Element<T>(ReadOnlyRows<T> matrix) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _matrix = ref MemoryMarshal.GetReference(matrix.Span);
        private readonly nuint _stride = (nuint)matrix.Stride;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint row, nuint column)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Load(in _matrix, (row * _stride) + column);
    }

    /// <summary><c>xᵢⱼ·yᵢⱼ</c></summary>
    private readonly ref struct Product<T>(ReadOnlyRows<T> left, ReadOnlyRows<T> right) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _left = ref MemoryMarshal.GetReference(left.Span);
        private readonly nuint _leftStride = (nuint)left.Stride;
        private readonly ref T _right = ref MemoryMarshal.GetReference(right.Span);
        private readonly nuint _rightStride = (nuint)right.Stride;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint row, nuint column)
            where TVector : struct, ISimdVector<TVector, T> =>
            TVector.Load(in _left, (row * _leftStride) + column) * TVector.Load(in _right, (row * _rightStride) + column);
    }

    /// <summary><c>(xᵢⱼ - meanⱼ)²</c></summary>
    private readonly ref struct SquaredDeviation<T>(ReadOnlyRows<T> matrix, ReadOnlySpan<T> means) : IColumnTerm<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _matrix = ref MemoryMarshal.GetReference(matrix.Span);
        private readonly nuint _stride = (nuint)matrix.Stride;
        private readonly ref T _means = ref MemoryMarshal.GetReference(means);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Get<TVector>(nuint row, nuint column)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector deviation = TVector.Load(in _matrix, (row * _stride) + column) - TVector.Load(in _means, column);
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
    /// <param name="row">The row.</param>
    /// <param name="column">The first column, for values that are the same in every row.</param>
    TVector Get<TVector>(nuint row, nuint column)
        where TVector : struct, ISimdVector<TVector, T>;
}
