namespace SimdOptim.Simd.Matrices;

/// <summary>The loops between a matrix product and its tiles.</summary>
internal static unsafe class MatrixBlocks
{
    /// <summary>The inner indices of a panel: two vectors of 16 floats each make 32 KiB, which stay in the first cache.</summary>
    public const int PanelInner = 256;

    /// <summary>The rows of a strip: 256 KiB of floats of the left operand at a time, a quarter of a second cache of 1 MiB.</summary>
    private const int StripRows = 256;

    /// <summary>The bytes of the product between two calls of the epilogue: half of the first cache.</summary>
    private const int BlockBytes = 1 << 14;

    /// <summary>Computes whole tiles of columns, and runs the epilogue over blocks of complete rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunColumns<T, TVector, TRows>(ref MatrixOperands<T> product, int columns, int paddedColumns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count, rows = product.Rows;
        int height = product.Epilogue == null ? rows : Math.Max(2, (int)(BlockBytes / (8 * sizeof(T) * product.DestinationStride))) * 8;
        T* right = product.Right, bias = product.Bias;
        for (; rows > 0; rows -= height)
        {
            height = Math.Min(height, rows);
            T* destination = product.Destination;
            for (int column = 0; column < columns; column += width)
            {
                RunRows<T, TVector, TRows, TwoVectors>(ref product, height);
                product.MoveRight(width);
            }

            product.Right = right;
            product.Bias = bias;
            product.Destination = destination;
            product.Finish(height, paddedColumns);
            product.MoveDown(height);
        }
    }

    /// <summary>
    /// Computes whole tiles of columns in blocks of the inner index: the right operand is copied to a panel while the first tile
    /// of each strip runs.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunPacked<T, TVector, TRows>(ref MatrixOperands<T> product, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        T* bias = product.Bias, destination = product.Destination;
        int rows = product.Rows;
        T* panel = stackalloc T[PanelInner * 2 * TVector.Count];
        product.Panel = panel;
        nint rest = product.Inner;
        do
        {
            bool completes = rest <= PanelInner;
            product.Inner = completes ? rest : PanelInner;
            product.Bias = completes ? bias : null;
            T* left = product.Left;
            for (int top = 0, height; top < rows; top += height)
            {
                height = rows - top < StripRows + (2 * TRows.Count) ? rows - top : StripRows;
                RunStrip<T, TVector, TRows>(ref product, height, columns);
                product.MoveDown(height);
            }

            product.Left = left;
            product.Destination = destination;
            product.MoveIn(PanelInner);
            rest -= PanelInner;
        }
        while (rest > 0);
    }

    /// <summary>Computes all rows of at most one tile of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunTile<T, TVector, TRows>(ref MatrixOperands<T> product, int columns, bool isPartial, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        product.LastCount = columns > width ? columns - width : columns;
        isPartial &= product.LastCount < width;
        if (columns > width)
        {
            if (isPartial) RunRows<T, TVector, TRows, PartOfTwoVectors>(ref product, rows);
            else RunRows<T, TVector, TRows, TwoVectors>(ref product, rows);
        }
        else if (isPartial)
        {
            RunRows<T, TVector, TRows, PartOfOneVector>(ref product, rows);
        }
        else
        {
            RunRows<T, TVector, TRows, OneVector>(ref product, rows);
        }
    }

    /// <summary>
    /// Computes all rows of the last columns, fewer than two vectors of them. Unless there are whole registers to read, the right
    /// operand and the bias are copied and padded with zeros first.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RunLastColumns<T, TVector, TRows>(ref MatrixOperands<T> product, int columns, bool isPadded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count, stride = columns > width ? 2 * width : width;
        T* left = product.Left, right = product.Right, bias = product.Bias, source = right, biases = stackalloc T[2 * width];
        nint inner = product.Inner, rightStride = product.RightStride, rest = inner;
        if (bias != null && columns < stride) Copy<T, TVector>(bias, 0, biases, stride, 1, columns);
        else biases = bias;
        bool copies = columns < stride && !HasRegisters<T, TVector>(product.RightRoom, product.Columns);
        nint most = copies ? Math.Min(inner, PanelInner * 2 * width / stride) : inner;
        T* panel = stackalloc T[copies ? (int)most * stride : 0];
        do
        {
            product.Inner = Math.Min(rest, most);
            product.Bias = rest > most || bias == null ? null : biases;
            if (copies)
            {
                Copy<T, TVector>(source, rightStride, panel, stride, product.Inner, columns);
                source += most * rightStride;
                product.Right = panel;
                product.RightStride = stride;
            }

            RunTile<T, TVector, TRows>(ref product, columns, !isPadded, product.Rows);
            product.Left += most * product.LeftInnerStride;
            product.Accumulate = true;
            rest -= most;
        }
        while (rest > 0);
        product.Left = left;
        product.Right = right;
        product.RightStride = rightStride;
        product.Inner = inner;
        product.Bias = bias;
        product.Accumulate = false;
    }

    /// <summary>Returns whether columns may be read or written in whole registers, given the room in their rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasRegisters<T, TVector>(int room, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T> => ((columns + TVector.Count - 1) & -TVector.Count) <= room;

    /// <summary>Copies rows of at most two vectors of columns, and zeros up to the whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T, TVector>(T* from, nint fromStride, T* to, int toStride, nint rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        int width = TVector.Count;
        TVector mask = TVector.FirstLanes(columns > width ? columns - width : columns);
        for (; rows > 0; rows--)
        {
            if (columns > width) TVector.Load(in *from, 0).Store(ref *to, 0);
            int last = toStride - width;
            TVector.LoadMasked(in *(from + last), mask).Store(ref *(to + last), 0);
            from += fromStride;
            to += toStride;
        }
    }

    /// <summary>Computes rows that stay in the second cache while all columns pass them by; at least as many as two tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunStrip<T, TVector, TRows>(ref MatrixOperands<T> product, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count;
        T* right = product.Right, destination = product.Destination, bias = product.Bias;
        nint rightStride = product.RightStride;
        for (; columns >= width; columns -= width)
        {
            T* source = product.Right;
            MatrixTile.Run<T, TVector, TRows, TwoVectorsPacking>(in product, 1);
            product.Right = product.Panel;
            product.RightStride = width;
            RunBelow<T, TVector, TRows>(ref product, columns >= 2 * width ? source + width : null, rightStride, rows);
            product.Right = source;
            product.RightStride = rightStride;
            product.MoveRight(width);
        }

        product.Right = right;
        product.Destination = destination;
        product.Bias = bias;
    }

    /// <summary>
    /// Computes the rows below the first tile of a panel, and prefetches what comes next: rows of the product, and in the first
    /// two tiles the two vectors of each row that the next panel is made of.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBelow<T, TVector, TRows>(ref MatrixOperands<T> product, T* upcoming, nint upcomingStride, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = TVector.Count;
        T* left = product.Left, destination = product.Destination, end = upcoming == null ? null : upcoming + (2 * width);
        product.UpcomingStride = upcomingStride;
        product.MoveDown(TRows.Count);
        for (rows -= TRows.Count; rows >= TRows.Count; rows -= TRows.Count)
        {
            for (int i = TRows.Count; i < 2 * TRows.Count; i++)
            {
                Prefetch.Run(product.Destination + (i * product.DestinationStride));
                Prefetch.Run(product.Destination + (i * product.DestinationStride) + width);
            }

            if (upcoming != end)
            {
                product.Upcoming = upcoming;
                upcoming += width;
                MatrixTile.Run<T, TVector, TRows, TwoVectorsFetching>(in product, 1);
            }
            else
            {
                MatrixTile.Run<T, TVector, TRows, TwoVectors>(in product, 1);
            }

            product.MoveDown(TRows.Count);
        }

        RunLastRows<T, TVector, TRows, TwoVectors>(ref product, rows);
        product.Left = left;
        product.Destination = destination;
    }

    /// <summary>Computes rows of one tile of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunRows<T, TVector, TRows, TColumns>(ref MatrixOperands<T> product, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        T* left = product.Left, destination = product.Destination;
        int tiles = rows / TRows.Count;
        MatrixTile.Run<T, TVector, TRows, TColumns>(in product, tiles);
        product.MoveDown(tiles * TRows.Count);
        rows -= tiles * TRows.Count;
        RunLastRows<T, TVector, TRows, TColumns>(ref product, rows);
        product.Left = left;
        product.Destination = destination;
    }

    /// <summary>Computes the rows below the last whole tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunLastRows<T, TVector, TRows, TColumns>(ref MatrixOperands<T> product, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        if (TRows.Count > 4 && rows >= 4)
        {
            MatrixTile.Run<T, TVector, Rows4, TColumns>(in product, 1);
            product.MoveDown(4);
            rows -= 4;
        }

        if (rows == 1) MatrixTile.Run<T, TVector, Rows1, TColumns>(in product, 1);
        else if (rows == 2) MatrixTile.Run<T, TVector, Rows2, TColumns>(in product, 1);
        else if (rows == 3) MatrixTile.Run<T, TVector, Rows3, TColumns>(in product, 1);
    }
}
