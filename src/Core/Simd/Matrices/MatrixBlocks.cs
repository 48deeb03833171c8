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

    /// <summary>
    /// Blocks of the inner index; in each, columns as wide as a tile, copied side by side while the first tile runs.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunPacked<T, TVector, TRows>(ref TileOperands<T> tile, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        T* panel = stackalloc T[PanelInner * 2 * TVector.Count];
        T* bias = tile.Bias, destination = tile.Destination;
        bool rectifies = tile.Rectifies;
        tile.Panel = panel;
        nint rest = tile.Inner;
        do
        {
            bool completes = rest <= PanelInner;
            tile.Inner = completes ? rest : PanelInner;
            tile.Bias = completes ? bias : null;
            tile.Rectifies = completes && rectifies;
            T* left = tile.Left;
            for (int top = 0, height; top < rows; top += height)
            {
                height = rows - top < StripRows + (2 * TRows.Count) ? rows - top : StripRows;
                RunStrip<T, TVector, TRows>(ref tile, height, columns);
                tile.MoveDown(height);
            }

            tile.Left = left;
            tile.Destination = destination;
            tile.MoveIn(PanelInner);
            rest -= PanelInner;
        }
        while (rest > 0);
    }

    /// <summary>The columns, as they lie, from where the operands stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunColumns<T, TVector, TRows>(ref TileOperands<T> tile, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        for (; columns >= width; columns -= width)
        {
            RunRows<T, TVector, TRows, TwoVectors>(ref tile, rows);
            tile.MoveRight(width);
        }

        if (columns > 0) RunLastColumns<T, TVector, TRows>(ref tile, columns, rows);
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
        if (columns == 2 * width) RunRows<T, TVector, TRows, TwoVectors>(ref tile, rows);
        else if (columns > width) RunRows<T, TVector, TRows, PartOfTwoVectors>(ref tile, rows);
        else if (columns == width) RunRows<T, TVector, TRows, OneVector>(ref tile, rows);
        else RunRows<T, TVector, TRows, PartOfOneVector>(ref tile, rows);
    }

    /// <summary>Rows that stay in the second cache while all columns pass them by; at least as many as two tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunStrip<T, TVector, TRows>(ref TileOperands<T> tile, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        T* right = tile.Right, destination = tile.Destination, bias = tile.Bias;
        nint rightStride = tile.RightStride;
        for (; columns >= width; columns -= width)
        {
            T* source = tile.Right;
            MatrixTile.Run<T, TVector, TRows, TwoVectorsPacking>(in tile);
            tile.Right = tile.Panel;
            tile.RightStride = width;
            RunBelow<T, TVector, TRows>(ref tile, columns >= 2 * width ? source + width : null, rightStride, rows);
            tile.Right = source;
            tile.RightStride = rightStride;
            tile.MoveRight(width);
        }

        if (columns > 0) RunLastColumns<T, TVector, TRows>(ref tile, columns, rows);
        tile.Right = right;
        tile.Destination = destination;
        tile.Bias = bias;
    }

    /// <summary>
    /// The rows below the first tile of a panel; on the way, what comes next is fetched: rows of the product, and by the first two
    /// tiles the two vectors of each row that the next panel is made of.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBelow<T, TVector, TRows>(ref TileOperands<T> tile, T* upcoming, nint upcomingStride, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        T* left = tile.Left, destination = tile.Destination, end = upcoming == null ? null : upcoming + (2 * width);
        tile.UpcomingStride = upcomingStride;
        tile.MoveDown(TRows.Count);
        for (rows -= TRows.Count; rows >= TRows.Count; rows -= TRows.Count)
        {
            for (int i = TRows.Count; i < 2 * TRows.Count; i++)
            {
                Prefetch.Run(tile.Destination + (i * tile.DestinationStride));
                Prefetch.Run(tile.Destination + (i * tile.DestinationStride) + width);
            }

            if (upcoming != end)
            {
                tile.Upcoming = upcoming;
                upcoming += width;
                MatrixTile.Run<T, TVector, TRows, TwoVectorsFetching>(in tile);
            }
            else
            {
                MatrixTile.Run<T, TVector, TRows, TwoVectors>(in tile);
            }

            tile.MoveDown(TRows.Count);
        }

        RunLastRows<T, TVector, TRows, TwoVectors>(ref tile, rows);
        tile.Left = left;
        tile.Destination = destination;
    }

    /// <summary>The columns at the end of the rows of both operands, fewer than two vectors of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunLastColumns<T, TVector, TRows>(ref TileOperands<T> tile, int columns, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count, beyond = -columns & (width - 1);
        nint inner = tile.Inner, last = beyond == 0 ? 0 : (beyond + tile.RightStride - 1) / tile.RightStride; // rows to be read no further than their end
        if (beyond == 0 || inner - last < LongInner)
        {
            RunTile<T, TVector, TRows>(ref tile, columns, rows);
            return;
        }

        T* left = tile.Left, bias = tile.Bias;
        bool rectifies = tile.Rectifies, continues = tile.Continues;
        tile.Inner = inner - last;
        tile.Bias = null;
        tile.Rectifies = false;
        tile.LastCount = width - beyond;
        if (columns > width) RunRows<T, TVector, TRows, FirstOfTwoVectors>(ref tile, rows);
        else RunRows<T, TVector, TRows, FirstOfOneVector>(ref tile, rows);
        tile.MoveIn(inner - last);
        tile.Inner = last;
        tile.Bias = bias;
        tile.Rectifies = rectifies;
        RunTile<T, TVector, TRows>(ref tile, columns, rows);
        tile.Left = left;
        tile.Inner = inner;
        tile.Continues = continues;
    }

    /// <summary>All rows of the columns of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<T, TVector, TRows, TColumns>(ref TileOperands<T> tile, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        T* left = tile.Left, destination = tile.Destination, gate = tile.Gate;
        for (; rows >= TRows.Count; rows -= TRows.Count)
        {
            MatrixTile.Run<T, TVector, TRows, TColumns>(in tile);
            tile.MoveDown(TRows.Count);
        }

        RunLastRows<T, TVector, TRows, TColumns>(ref tile, rows);
        tile.Left = left;
        tile.Destination = destination;
        tile.Gate = gate;
    }

    /// <summary>The rows below the last whole tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunLastRows<T, TVector, TRows, TColumns>(ref TileOperands<T> tile, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        if (TRows.Count > 4 && rows >= 4)
        {
            MatrixTile.Run<T, TVector, Rows4, TColumns>(in tile);
            tile.MoveDown(4);
            rows -= 4;
        }

        if (rows == 1) MatrixTile.Run<T, TVector, Rows1, TColumns>(in tile);
        else if (rows == 2) MatrixTile.Run<T, TVector, Rows2, TColumns>(in tile);
        else if (rows == 3) MatrixTile.Run<T, TVector, Rows3, TColumns>(in tile);
    }
}
