namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Matrix multiplication. Each element of a product is one chain of fused multiply-adds from zero in the order of the inner
/// index: which tile, width or path computed it never shows in its bits.
/// </summary>
internal static unsafe class MatrixMultiply
{
    /// <summary>The rows of a product that its widest tiles compute at a time: where it is best cut.</summary>
    public const int RowGrain = 8;

    /// <summary>The columns of a product that its widest tiles compute at a time.</summary>
    public const int ColumnGrain = 32;

    /// <summary>
    /// Rows of the right operand this many bytes apart are copied side by side: further apart they crowd each other out of the
    /// cache.
    /// </summary>
    private const int PackedStride = 2048;

    /// <summary>The inner dimension that is worth a transposition, where columns fill at most half a register.</summary>
    private const int NarrowInner = 24;

    /// <summary>Overwrites <paramref name="destination"/> with <c>left · right</c>.</summary>
    /// <param name="left"><c>[rows, inner]</c></param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="destination"><c>[rows, columns]</c></param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns of the product.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* leftOrigin = left, rightOrigin = right, destinationOrigin = destination)
        {
            MatrixOperands<T>.Create(
                leftOrigin, inner, rightOrigin, columns, destinationOrigin, columns, rows, inner, columns, out MatrixOperands<T> product);
            Run(ref product);
        }
    }

    /// <summary>Computes a product and runs its epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ref MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!RegisterWidth.IsWide) Run<T, VariableVector<T>, Rows4>(ref product);
        else if (IsHalf(in product) && !IsNarrow<T, WideVector<T>>(in product)) Run<T, VariableVector<T>, Rows8>(ref product);
        else Run<T, WideVector<T>, Rows8>(ref product);
    }

    /// <summary>
    /// Computes a product by the transpose of the right operand, <c>[columns, inner]</c>, and runs its epilogue.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunByTransposed<T>(ref MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!RegisterWidth.IsWide) RunByTransposed<T, VariableVector<T>, Rows4>(ref product);
        else if (IsHalf(in product)) RunByTransposed<T, VariableVector<T>, Rows8>(ref product);
        else RunByTransposed<T, WideVector<T>, Rows8>(ref product);
    }

    /// <summary>Runs at one width; tests run it at every width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, TVector, TRows>(ref MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        if (product.Rows == 1)
        {
            MatrixRow.Run<T, TVector>(ref product);
            return;
        }

        if (product.Rows == 2 && product.Columns % (4 * TVector.Count) == 0)
        {
            MatrixRow.RunPair<T, TVector>(in product);
            product.Finish(2, product.Columns);
            return;
        }

        if (IsNarrow<T, TVector>(in product))
        {
            MatrixNarrow.Run<T, TVector, TRows>(ref product);
            return;
        }

        RunBlocks<T, TVector, TRows>(
            ref product, product.Rows >= 2 * TRows.Count && product.RightStride * sizeof(T) >= PackedStride);
    }

    /// <summary>
    /// Runs the product by a transposed matrix at one width: blocks of the inner index, in each columns as wide as a tile,
    /// transposed into a panel. If the panel has room for the whole transpose, the product continues from there.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void RunByTransposed<T, TVector, TRows>(ref MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = 2 * TVector.Count, columns = product.Columns, paddedColumns = (columns + TVector.Count - 1) & -TVector.Count;
        nint stride = product.RightStride, inner = product.Inner;
        bool fits = inner * paddedColumns <= MatrixBlocks.PanelInner * width;
        T* panel = stackalloc T[fits ? (int)inner * paddedColumns : MatrixBlocks.PanelInner * width], source = product.Right;
        if (fits)
        {
            Transpose(source, stride, panel, paddedColumns, columns, (int)inner);
            product.Right = panel;
            product.RightStride = product.RightRoom = paddedColumns;
            RunBlocks<T, TVector, TRows>(ref product, isPacked: false);
            return;
        }

        bool isPadded = MatrixBlocks.HasRegisters<T, TVector>(product.DestinationRoom, columns);
        T* left = product.Left, destination = product.Destination;
        product.Right = panel;
        product.RightStride = width;
        for (nint first = 0; first < inner; first += MatrixBlocks.PanelInner)
        {
            product.Inner = Math.Min(MatrixBlocks.PanelInner, inner - first);
            product.Accumulate = first > 0;
            product.Left = left + first;
            for (int column = 0; column < columns; column += width)
            {
                int count = Math.Min(width, columns - column);
                Transpose(source + (column * stride) + first, stride, panel, width, count, (int)product.Inner);
                product.Destination = destination + column;
                MatrixBlocks.RunTile<T, TVector, TRows>(ref product, count, !isPadded, product.Rows);
            }
        }

        product.Destination = destination;
        product.Finish(product.Rows, isPadded ? paddedColumns : columns);
    }

    /// <summary>
    /// Returns whether a register half as wide as the widest holds a row, and may be stored whole: masked stores of that width
    /// take several times as long as those of the widest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsHalf<T>(in MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        product.Columns <= VariableVector<T>.Count
        && MatrixBlocks.HasRegisters<T, VariableVector<T>>(product.DestinationRoom, product.Columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNarrow<T, TVector>(in MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T> =>
        product.LeftInnerStride == 1 && product.Columns <= TVector.Count / 2
        && product.Inner >= NarrowInner && product.Rows >= MatrixNarrow.GetRows<T, TVector>();

    /// <summary>Transposes rows into a panel, with zeros up to its width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(T* from, nint stride, T* panel, int width, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows < width) new Span<T>(panel, width * columns).Clear();
        MatrixTranspose.Run(from, stride, panel, width, rows, columns);
    }

    /// <summary>Computes the last columns, then whole tiles of columns; and runs the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunBlocks<T, TVector, TRows>(ref MatrixOperands<T> product, bool isPacked)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int columns = product.Columns, whole = columns - (columns % (2 * TVector.Count));
        bool isPadded = MatrixBlocks.HasRegisters<T, TVector>(product.DestinationRoom, columns);
        int paddedColumns = isPadded ? (columns + TVector.Count - 1) & -TVector.Count : columns;
        if (whole < columns)
        {
            product.MoveRight(whole);
            MatrixBlocks.RunLastColumns<T, TVector, TRows>(ref product, columns - whole, isPadded);
            product.MoveRight(-whole);
        }

        if (isPacked && whole > 0)
        {
            T* destination = product.Destination;
            MatrixBlocks.RunPacked<T, TVector, TRows>(ref product, whole);
            product.Destination = destination;
            product.Finish(product.Rows, paddedColumns);
        }
        else if (whole > 0 || product.Epilogue != null)
        {
            MatrixBlocks.RunColumns<T, TVector, TRows>(ref product, whole, paddedColumns);
        }
    }
}
