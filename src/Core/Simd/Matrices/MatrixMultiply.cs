using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Matrix multiplication. Each element of a product is one chain of fused multiply-adds from zero in the order of the inner
/// index: which tile, width or path computed it never shows in its bits.
/// </summary>
internal static unsafe partial class MatrixMultiply
{
    /// <summary>
    /// Rows of the right operand so many bytes apart are copied side by side: further apart they crowd each other out of the
    /// cache.
    /// </summary>
    private const int PackedStride = 2048;

    /// <summary>So many inner indices are worth a transposition, where columns fill at most half a register.</summary>
    private const int NarrowInner = 24;

    /// <summary>The rows of a product that its widest tiles compute at a time: where it is best cut.</summary>
    public const int RowGrain = 8;

    /// <summary>The columns of a product that its widest tiles compute at a time.</summary>
    public const int ColumnGrain = 32;

    /// <summary>Overwrites <paramref name="destination"/> with <c>left · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="epilogue">What is done to the product on the way.</param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        in MatrixEpilogue<T> epilogue,
        Span<T> destination,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Multiply(left, right, in epilogue, destination, rows, inner, columns, columns);

    /// <summary>
    /// <see cref="Multiply{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, in MatrixEpilogue{T}, Span{T}, int, int, int)"/> of some columns.
    /// </summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c>, its rows <paramref name="stride"/> apart.</param>
    /// <param name="epilogue">What is done to the product on the way.</param>
    /// <param name="destination"><c>[rows, columns]</c>, its rows <paramref name="stride"/> apart.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns: a multiple of <see cref="ColumnGrain"/>, but for the last of a row.</param>
    /// <param name="stride">The columns of the whole product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        in MatrixEpilogue<T> epilogue,
        Span<T> destination,
        int rows,
        int inner,
        int columns,
        int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, inner, 1, right, in epilogue, destination, rows, inner, columns, stride);

    /// <summary>Overwrites <paramref name="destination"/> with <c>leftᵀ · right</c>.</summary>
    /// <param name="left"><c>[inner, rows]</c>, its rows <paramref name="leftStride"/> apart.</param>
    /// <param name="leftStride">At least <paramref name="rows"/>.</param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyTransposed<T>(
        ReadOnlySpan<T> left, int leftStride, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, 1, leftStride, right, default, destination, rows, inner, columns, columns);

    /// <summary>Overwrites <paramref name="destination"/> with <c>left · right + bias</c>, a single row, rectified or not.</summary>
    /// <param name="left"><c>[inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="bias"><c>[columns]</c></param>
    /// <param name="rectifies">Whether the sums are rectified.</param>
    /// <param name="destination"><c>[columns]</c></param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    public static void MultiplyRow<T>(T* left, T* right, T* bias, bool rectifies, T* destination, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.IsWide) MatrixRow.Run<T, WideVector<T>>(left, 1, right, bias, rectifies, destination, inner, columns);
        else MatrixRow.Run<T, VariableVector<T>>(left, 1, right, bias, rectifies, destination, inner, columns);
    }

    /// <summary>
    /// Overwrites <paramref name="destination"/> with the sums of the columns of <paramref name="source"/>: its product with a
    /// row of ones.
    /// </summary>
    /// <param name="source"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[columns]</c></param>
    /// <param name="inner">The rows to sum.</param>
    /// <param name="columns">The columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumColumns<T>(ReadOnlySpan<T> source, Span<T> destination, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run([T.One], 0, 0, source, default, destination, 1, inner, columns, columns);

    /// <summary>Runs at one width; tests run it at every width.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, TVector, TRows>(
        ReadOnlySpan<T> left,
        int leftRowStride,
        int leftInnerStride,
        ReadOnlySpan<T> right,
        in MatrixEpilogue<T> epilogue,
        Span<T> destination,
        int rows,
        int inner,
        int columns,
        int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        // A masked store cannot be read back soon, so that products with a part of a register are finished as a whole.
        bool isWhole = columns % TVector.Count == 0;
        fixed (T* leftOrigin = left, rightOrigin = right, bias = epilogue.Bias, destinationOrigin = destination)
        {
            if (rows == 1 && columns == stride)
            {
                MatrixRow.Run<T, TVector>(
                    leftOrigin, leftInnerStride, rightOrigin, bias, epilogue.Rectifies, destinationOrigin, inner, columns);
                return;
            }

            if (leftInnerStride == 1 && columns == stride && columns <= TVector.Count / 2
                && inner >= NarrowInner && rows >= MatrixNarrow.GetRows<T, TVector>())
            {
                MatrixNarrow.Run<T, TVector, TRows>(
                    leftOrigin, leftRowStride, rightOrigin, bias, epilogue.Rectifies, destinationOrigin, rows, inner, columns);
                return;
            }

            Unsafe.SkipInit(out TileOperands<T> tile);
            tile.Left = leftOrigin;
            tile.LeftRowStride = leftRowStride;
            tile.LeftInnerStride = leftInnerStride;
            tile.Right = rightOrigin;
            tile.RightStride = stride;
            tile.Bias = bias;
            tile.Rectifies = isWhole && epilogue.Rectifies;
            tile.Gate = null;
            tile.Continues = false;
            tile.Destination = destinationOrigin;
            tile.DestinationStride = stride;
            tile.Inner = inner;
            if (rows >= 2 * TRows.Count && stride * sizeof(T) >= PackedStride)
                MatrixBlocks.RunPacked<T, TVector, TRows>(ref tile, rows, columns);
            else MatrixBlocks.RunColumns<T, TVector, TRows>(ref tile, rows, columns);
        }

        if (isWhole || !epilogue.Rectifies) return;
        for (int row = 0, count; row < rows; row += count)
        {
            count = columns == stride ? rows : 1;
            Span<T> sums = destination.Slice(row * stride, count * columns);
            Rectifier.Run<T>(sums, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(
        ReadOnlySpan<T> left,
        int leftRowStride,
        int leftInnerStride,
        ReadOnlySpan<T> right,
        in MatrixEpilogue<T> epilogue,
        Span<T> destination,
        int rows,
        int inner,
        int columns,
        int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.IsWide)
        {
            Run<T, WideVector<T>, Rows8>(
                left, leftRowStride, leftInnerStride, right, in epilogue, destination, rows, inner, columns, stride);
        }
        else
        {
            Run<T, VariableVector<T>, Rows4>(
                left, leftRowStride, leftInnerStride, right, in epilogue, destination, rows, inner, columns, stride);
        }
    }
}
