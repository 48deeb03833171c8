using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>The loops between a matrix product and its tiles: which columns and rows come after which, and from where.</summary>
internal static unsafe class MatrixBlocks
{
    /// <summary>The inner indices of a panel: two vectors of 16 floats each make 32 KiB, which stay in the first cache.</summary>
    public const int PanelInner = 256;

    /// <summary>The rows of a strip: 256 KiB of floats of the left operand at a time, and a quarter of a second cache of 1 MiB.</summary>
    private const int StripRows = 256;

    /// <summary>So many inner indices are worth two passes, of which the first reads without a mask.</summary>
    private const int LongInner = 24;

    /// <summary>A single row, as many columns at once as there are registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunSingleRow<T, TVector>(in TileOperands<T> origin, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        int width = TVector.Count;
        TileOperands<T> tile = origin;
        int column = 0;
        for (; column + (8 * width) <= columns; column += 8 * width)
        {
            tile.MoveToColumn(in origin, column);
            MatrixRow.Run<T, TVector, EightVectors>(in tile);
        }

        if (column + (4 * width) <= columns)
        {
            tile.MoveToColumn(in origin, column);
            MatrixRow.Run<T, TVector, FourVectors>(in tile);
            column += 4 * width;
        }

        for (; column + width <= columns; column += width)
        {
            tile.MoveToColumn(in origin, column);
            MatrixRow.Run<T, TVector, OneVector>(in tile);
        }

        if (column == columns) return;
        tile.MoveToColumn(in origin, column);
        tile.LastCount = columns - column;
        MatrixRow.Run<T, TVector, PartOfOneVector>(in tile);
    }

    /// <summary>
    /// Blocks of the inner index; in each, columns as wide as a tile, copied side by side while the first tile runs.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunPacked<T, TVector, TRows>(TileOperands<T> block, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        T* panel = stackalloc T[PanelInner * 2 * TVector.Count];
        T* bias = block.Bias;
        bool rectifies = block.Rectifies;
        nint rest = block.Inner;
        block.Panel = panel;
        do
        {
            block.Inner = Math.Min(PanelInner, rest);
            bool completes = rest <= PanelInner;
            block.Bias = completes ? bias : null;
            block.Rectifies = completes && rectifies;
            for (int top = 0, height; top < rows; top += height)
            {
                height = rows - top < StripRows + (2 * TRows.Count) ? rows - top : StripRows;
                TileOperands<T> strip = block;
                strip.MoveToRow(in block, top);
                RunStrip<T, TVector, TRows>(in strip, height, columns);
            }

            block.Left += PanelInner * block.LeftInnerStride;
            block.Right += PanelInner * block.RightStride;
            block.Continues = true;
            rest -= PanelInner;
        }
        while (rest > 0);
    }

    /// <summary>All rows of so many columns as a tile is wide at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunTile<T, TVector, TRows>(ref TileOperands<T> tile, int columns, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        tile.LastCount = columns > width ? columns - width : columns;
        if (columns == 2 * width) RunRows<T, TVector, TRows, TwoVectors>(in tile, 0, rows);
        else if (columns > width) RunRows<T, TVector, TRows, PartOfTwoVectors>(in tile, 0, rows);
        else if (columns == width) RunRows<T, TVector, TRows, OneVector>(in tile, 0, rows);
        else RunRows<T, TVector, TRows, PartOfOneVector>(in tile, 0, rows);
    }

    /// <summary>Rows that stay in the second cache while all columns pass them by; at least as many as two tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunStrip<T, TVector, TRows>(in TileOperands<T> strip, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        TileOperands<T> tile = strip;
        int column = 0;
        for (; column + width <= columns; column += width)
        {
            tile.MoveToColumn(in strip, column);
            MatrixTile.Run<T, TVector, TRows, TwoVectorsPacking>(in tile);
            T* upcoming = column + (2 * width) <= columns ? tile.Right + width : null;
            tile.Right = strip.Panel;
            tile.RightStride = width;
            RunBelow<T, TVector, TRows>(in tile, upcoming, strip.RightStride, rows);
        }

        if (column < columns) RunColumns<T, TVector, TRows>(in strip, column, rows, columns);
    }

    /// <summary>The rows below the first tile of a panel; on the way, what comes next is fetched: rows of the product, and of the next panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBelow<T, TVector, TRows>(in TileOperands<T> origin, T* upcoming, nint upcomingStride, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int bytes = 2 * TVector.Count * sizeof(T);
        nint count = upcoming == null ? 0 : origin.Inner, share = (count * TRows.Count / (rows - TRows.Count)) + 1;
        TileOperands<T> tile = origin;
        int row = TRows.Count;
        for (; row + TRows.Count <= rows; row += TRows.Count)
        {
            tile.MoveToRow(in origin, row);
            for (int i = TRows.Count; i < 2 * TRows.Count; i++) Prefetch.Run(tile.Destination + (i * tile.DestinationStride), bytes);
            for (nint i = Math.Min(share, count); i > 0; i--, count--, upcoming += upcomingStride) Prefetch.Run(upcoming, bytes);
            MatrixTile.Run<T, TVector, TRows, TwoVectors>(in tile);
        }

        RunRows<T, TVector, TRows, TwoVectors>(in origin, row, rows);
    }

    /// <summary>The columns from <paramref name="column"/> on, straight from where the operands lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunColumns<T, TVector, TRows>(in TileOperands<T> origin, int column, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        TileOperands<T> tile = origin;
        for (; column + width <= columns; column += width)
        {
            tile.MoveToColumn(in origin, column);
            RunRows<T, TVector, TRows, TwoVectors>(in tile, 0, rows);
        }

        if (column == columns) return;
        tile.MoveToColumn(in origin, column);
        RunLastColumns<T, TVector, TRows>(ref tile, columns - column, rows);
    }

    /// <summary>The columns at the end of the rows of both operands, fewer than two vectors of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLastColumns<T, TVector, TRows>(ref TileOperands<T> tile, int columns, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        int beyond = -columns & (width - 1);
        nint last = (beyond + tile.RightStride - 1) / tile.RightStride; // the rows that cannot be read beyond their end
        nint first = tile.Inner - last;
        if (beyond == 0 || first < LongInner)
        {
            RunTile<T, TVector, TRows>(ref tile, columns, rows);
            return;
        }

        TileOperands<T> start = tile;
        start.Inner = first;
        start.Bias = null;
        start.Rectifies = false;
        start.LastCount = width - beyond;
        if (columns > width) RunRows<T, TVector, TRows, FirstOfTwoVectors>(in start, 0, rows);
        else RunRows<T, TVector, TRows, FirstOfOneVector>(in start, 0, rows);
        tile.Left += first * tile.LeftInnerStride;
        tile.Right += first * tile.RightStride;
        tile.Inner = last;
        tile.Continues = true;
        RunTile<T, TVector, TRows>(ref tile, columns, rows);
    }

    /// <summary>Computes the rows from <paramref name="row"/> on of the columns of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunRows<T, TVector, TRows, TColumns>(in TileOperands<T> origin, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        TileOperands<T> tile = origin;
        for (; row + TRows.Count <= rows; row += TRows.Count)
        {
            tile.MoveToRow(in origin, row);
            MatrixTile.Run<T, TVector, TRows, TColumns>(in tile);
        }

        if (TRows.Count > 4 && row + 4 <= rows)
        {
            tile.MoveToRow(in origin, row);
            MatrixTile.Run<T, TVector, Rows4, TColumns>(in tile);
            row += 4;
        }

        if (row == rows) return;
        tile.MoveToRow(in origin, row);
        if (rows - row == 1) MatrixTile.Run<T, TVector, Rows1, TColumns>(in tile);
        else if (rows - row == 2) MatrixTile.Run<T, TVector, Rows2, TColumns>(in tile);
        else MatrixTile.Run<T, TVector, Rows3, TColumns>(in tile);
    }
}
