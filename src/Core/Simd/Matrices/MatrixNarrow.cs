namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Products with so few columns that they would leave most of a register empty: a lane is a row instead. Blocks of rows of the left
/// operand are turned on their side, and so is what comes out.
/// </summary>
internal static unsafe class MatrixNarrow
{
    /// <summary>Gets the rows of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GetRows<T, TVector>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T> => 2 * TVector.Count;

    /// <summary>Computes a product, and runs its epilogue.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TRows>(ref MatrixOperands<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = GetRows<T, TVector>(), columns = product.Columns;
        T* panel = stackalloc T[MatrixBlocks.PanelInner * width]; // [inner, width]
        T* sums = stackalloc T[TVector.Count / 2 * width]; // [columns, width]
        MatrixOperands<T>.Create(product.Right, 1, panel, width, sums, width, columns, 0, width, out MatrixOperands<T> turned);
        turned.LeftInnerStride = product.RightStride;
        for (int row = 0; row < product.Rows; row += width)
        {
            int height = Math.Min(width, product.Rows - row);
            for (nint first = 0; first < product.Inner; first += MatrixBlocks.PanelInner)
            {
                int count = (int)Math.Min(MatrixBlocks.PanelInner, product.Inner - first);
                T* left = product.Left + (row * product.LeftRowStride) + first;
                MatrixMultiply.Transpose(left, product.LeftRowStride, panel, width, height, count);
                turned.Left = product.Right + (first * product.RightStride);
                turned.Inner = count;
                turned.Accumulate = first > 0;
                MatrixBlocks.RunTile<T, TVector, TRows>(ref turned, height, isPartial: false, columns);
            }

            if (product.Bias != null) AddBias<T, TVector>(sums, width, product.Bias, columns);
            MatrixTranspose.Run(sums, width, product.Destination + (row * product.DestinationStride), product.DestinationStride, columns, height);
        }

        bool isPadded = MatrixBlocks.HasRegisters<T, TVector>(product.DestinationRoom, columns);
        product.Finish(product.Rows, isPadded ? TVector.Count : columns);
    }

    /// <summary>Adds to each row of sums the bias of its column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddBias<T, TVector>(T* sums, int width, T* bias, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        for (int i = 0; i < columns * width; i += TVector.Count)
            (TVector.Load(in *(sums + i), 0) + TVector.Create(bias[i / width])).Store(ref *(sums + i), 0);
    }
}
