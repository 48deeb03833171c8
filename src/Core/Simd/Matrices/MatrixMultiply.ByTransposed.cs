using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <content>The product by a transposed matrix: a layer's gradient by its inputs.</content>
internal static unsafe partial class MatrixMultiply
{
    /// <summary>Overwrites <paramref name="destination"/> with <c>left · rightᵀ</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[columns, inner]</c></param>
    /// <param name="gate">
    /// <c>[rows, columns]</c>, what a rectifier gave, whose derivative the product passes through; or empty.
    /// </param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyByTransposed<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, ReadOnlySpan<T> gate, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MultiplyByTransposed(left, right, gate, destination, rows, inner, columns, columns);

    /// <summary>
    /// <see cref="MultiplyByTransposed{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, int, int, int)"/> of some
    /// columns.
    /// </summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[columns, inner]</c></param>
    /// <param name="gate"><c>[rows, columns]</c>, its rows <paramref name="stride"/> apart; or empty.</param>
    /// <param name="destination"><c>[rows, columns]</c>, its rows <paramref name="stride"/> apart.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns: a multiple of <see cref="ColumnGrain"/>, but for the last of a row.</param>
    /// <param name="stride">The columns of the whole product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyByTransposed<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        ReadOnlySpan<T> gate,
        Span<T> destination,
        int rows,
        int inner,
        int columns,
        int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.IsWide)
            RunByTransposed<T, WideVector<T>, Rows8>(left, right, gate, destination, rows, inner, columns, stride);
        else
            RunByTransposed<T, VariableVector<T>, Rows4>(left, right, gate, destination, rows, inner, columns, stride);
    }

    /// <summary>
    /// The product by a transposed matrix at one width: blocks of the inner index, in each columns as wide as a tile,
    /// transposed into a panel.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RunByTransposed<T, TVector, TRows>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        ReadOnlySpan<T> gate,
        Span<T> destination,
        int rows,
        int inner,
        int columns,
        int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        T* panel = stackalloc T[MatrixBlocks.PanelInner * width];
        fixed (T* leftOrigin = left, rightOrigin = right, gateOrigin = gate, destinationOrigin = destination)
        {
            Unsafe.SkipInit(out TileOperands<T> tile);
            tile.LeftRowStride = inner;
            tile.LeftInnerStride = 1;
            tile.Right = panel;
            tile.RightStride = width;
            tile.Bias = null;
            tile.Rectifies = false;
            tile.DestinationStride = stride;
            bool isWhole = columns % TVector.Count == 0;
            int first = 0;
            do
            {
                int count = Math.Min(MatrixBlocks.PanelInner, inner - first);
                tile.Inner = count;
                tile.Continues = first > 0;
                tile.Left = leftOrigin + first;
                for (int column = 0; column < columns; column += width)
                {
                    int panelColumns = Math.Min(width, columns - column);
                    MatrixTranspose.Run(rightOrigin + ((nint)column * inner) + first, inner, panel, width, panelColumns, count);
                    tile.Destination = destinationOrigin + column;
                    tile.Gate = gate.IsEmpty || !isWhole || first + count < inner ? null : gateOrigin + column;
                    MatrixBlocks.RunTile<T, TVector, TRows>(ref tile, panelColumns, rows);
                }

                first += MatrixBlocks.PanelInner;
            }
            while (first < inner);
            if (isWhole || gate.IsEmpty) return;
            for (int row = 0, count; row < rows; row += count)
            {
                count = columns == stride ? rows : 1;
                Span<T> sums = destination.Slice(row * stride, count * columns);
                Rectifier.RunBackward(gate.Slice(row * stride, sums.Length), sums, sums);
            }
        }
    }
}
