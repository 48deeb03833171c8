using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Matrix multiplication. Each element of a product is one chain of fused multiply-adds from zero in the order of the inner
/// index: which tile, width or path computed it never shows in its bits.
/// </summary>
internal static unsafe class MatrixMultiply
{
    /// <summary>The inner indices of a panel: two vectors of 16 floats each make 32 KiB, which stay in the first cache.</summary>
    private const int PanelInner = 256;

    /// <summary>Rows of the right operand so many bytes apart are copied side by side: further apart they crowd each other out of the cache.</summary>
    private const int PackedStride = 1024;

    /// <summary>Overwrites <paramref name="destination"/> with <c>left · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    public static void Multiply<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, inner, 1, right, destination, rows, inner, columns);

    /// <summary>Overwrites <paramref name="destination"/> with <c>leftᵀ · right</c>.</summary>
    /// <param name="left"><c>[inner, rows]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    public static void MultiplyTransposed<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Run(left, 1, rows, right, destination, rows, inner, columns);

    /// <summary>Runs at one width; tests run it at every width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, TVector, TRows>(
        ReadOnlySpan<T> left,
        int leftRowStride,
        int leftInnerStride,
        ReadOnlySpan<T> right,
        Span<T> destination,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        fixed (T* leftOrigin = left, rightOrigin = right, destinationOrigin = destination)
        {
            TileOperands<T> operands = new()
            {
                Left = leftOrigin,
                LeftRowStride = leftRowStride,
                LeftInnerStride = leftInnerStride,
                Right = rightOrigin,
                RightStride = columns,
                Destination = destinationOrigin,
                DestinationStride = columns,
                Inner = inner,
            };
            if (rows < 4) RunSingleRows<T, TVector, TRows>(operands, rows, columns);
            else if (rows >= 2 * TRows.Count && columns * sizeof(T) >= PackedStride) RunPacked<T, TVector, TRows>(operands, rows, columns);
            else RunColumns<T, TVector, TRows>(operands, 0, rows, columns);
        }
    }

    /// <summary>A row after the other, as many columns at once as there are registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunSingleRows<T, TVector, TRows>(TileOperands<T> operands, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = MatrixRow.Vectors * TVector.Count;
        T* right = operands.Right, destination = operands.Destination;
        for (int row = 0; row < rows; row++)
        {
            int column = 0;
            for (; column + width <= columns; column += width)
            {
                operands.Right = right + column;
                operands.Destination = destination + column;
                MatrixRow.Run<T, TVector>(in operands);
            }

            operands.Right = right;
            operands.Destination = destination;
            if (column < columns) RunColumns<T, TVector, TRows>(operands, column, 1, columns);
            operands.Left += operands.LeftRowStride;
            destination += operands.DestinationStride;
        }
    }

    /// <summary>Blocks of the inner index; in each, columns as wide as a tile, copied side by side while the first tile runs.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunPacked<T, TVector, TRows>(TileOperands<T> operands, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        T* panel = stackalloc T[PanelInner * width];
        T* left = operands.Left, right = operands.Right, destination = operands.Destination;
        nint inner = operands.Inner;
        operands.Panel = panel;
        nint first = 0;
        do
        {
            operands.Inner = Math.Min(PanelInner, inner - first);
            operands.Continues = first > 0;
            int column = 0;
            for (; column + width <= columns; column += width)
            {
                operands.Left = left;
                operands.Right = right + column;
                operands.RightStride = columns;
                operands.Destination = destination + column;
                MatrixTile.Run<T, TVector, TRows, TwoVectorsPacking>(in operands);
                operands.Right = panel;
                operands.RightStride = width;
                RunRows<T, TVector, TRows, TwoVectors>(ref operands, TRows.Count, rows);
            }

            operands.Left = left;
            operands.Right = right;
            operands.RightStride = columns;
            operands.Destination = destination;
            if (column < columns) RunColumns<T, TVector, TRows>(operands, column, rows, columns);
            left += PanelInner * operands.LeftInnerStride;
            right += PanelInner * (nint)columns;
            first += PanelInner;
        }
        while (first < inner);
    }

    /// <summary>The columns from <paramref name="column"/> on, straight from where the operands lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunColumns<T, TVector, TRows>(TileOperands<T> operands, int column, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        T* left = operands.Left, right = operands.Right, destination = operands.Destination;
        for (; column + (2 * width) <= columns; column += 2 * width)
        {
            operands.Left = left;
            operands.Right = right + column;
            operands.Destination = destination + column;
            RunRows<T, TVector, TRows, TwoVectors>(ref operands, 0, rows);
        }

        int rest = columns - column;
        if (rest == 0) return;
        operands.Left = left;
        operands.Right = right + column;
        operands.Destination = destination + column;
        operands.LastCount = rest > width ? rest - width : rest;
        if (rest == width) RunRows<T, TVector, TRows, OneVector>(ref operands, 0, rows);
        else if (rest < width) RunRows<T, TVector, TRows, PartOfOneVector>(ref operands, 0, rows);
        else RunRows<T, TVector, TRows, PartOfTwoVectors>(ref operands, 0, rows);
    }

    /// <summary>Computes the rows [done, rows) of the columns of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<T, TVector, TRows, TColumns>(ref TileOperands<T> operands, int done, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        T* left = operands.Left, destination = operands.Destination;
        int row = done;
        for (; row + TRows.Count <= rows; row += TRows.Count)
        {
            operands.Left = left + (row * operands.LeftRowStride);
            operands.Destination = destination + (row * operands.DestinationStride);
            MatrixTile.Run<T, TVector, TRows, TColumns>(in operands);
        }

        for (; TRows.Count > 4 && row + 4 <= rows; row += 4)
        {
            operands.Left = left + (row * operands.LeftRowStride);
            operands.Destination = destination + (row * operands.DestinationStride);
            MatrixTile.Run<T, TVector, Rows4, TColumns>(in operands);
        }

        for (; row < rows; row++)
        {
            operands.Left = left + (row * operands.LeftRowStride);
            operands.Destination = destination + (row * operands.DestinationStride);
            MatrixTile.Run<T, TVector, Rows1, TColumns>(in operands);
        }
    }

    private static void Run<T>(
        ReadOnlySpan<T> left,
        int leftRowStride,
        int leftInnerStride,
        ReadOnlySpan<T> right,
        Span<T> destination,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (RegisterWidth.IsWide)
            Run<T, WideVector<T>, Rows8>(left, leftRowStride, leftInnerStride, right, destination, rows, inner, columns);
        else
            Run<T, VariableVector<T>, Rows4>(left, leftRowStride, leftInnerStride, right, destination, rows, inner, columns);
    }
}
