namespace SimdOptim.Simd.Matrices;

/// <summary>Where a product finds its operands and what follows it. Strides count elements.</summary>
/// <remarks>
/// One instance serves a whole product and is moved in place: a copy would be read in wide pieces right after it was written in
/// narrow ones, which takes the processor longer than a small tile.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct MatrixOperands<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The left operand: row i, inner index k lies at <c>i·LeftRowStride + k·LeftInnerStride</c>.</summary>
    public T* Left;

    /// <summary>The stride of the rows of the left operand.</summary>
    public nint LeftRowStride;

    /// <summary>The stride of the inner indices of the left operand.</summary>
    public nint LeftInnerStride;

    /// <summary>The right operand, whose rows hold their columns side by side.</summary>
    public T* Right;

    /// <summary>The stride of the rows of the right operand.</summary>
    public nint RightStride;

    /// <summary>The product, whose rows hold their columns side by side.</summary>
    public T* Destination;

    /// <summary>The stride of the rows of the product.</summary>
    public nint DestinationStride;

    /// <summary>The inner dimension, not negative.</summary>
    public nint Inner;

    /// <summary>Whether sums start from what the product holds; otherwise from zero.</summary>
    public bool Accumulate;

    /// <summary>What is added to every row when its sums are complete, one value for each column; or null.</summary>
    public T* Bias;

    /// <summary>The number of columns in the last vector of a partial tile.</summary>
    public int LastCount;

    /// <summary>Where a packing tile copies the rows of the right operand to, one after another.</summary>
    public T* Panel;

    /// <summary>The next prefetch address of a fetching tile.</summary>
    public T* Upcoming;

    /// <summary>The stride of the prefetch addresses from one inner index to the next.</summary>
    public nint UpcomingStride;

    /// <summary>The rows of the product.</summary>
    public int Rows;

    /// <summary>The columns of the product.</summary>
    public int Columns;

    /// <summary>The elements that a row of the right operand has from its first column on, its padding included.</summary>
    public int RightRoom;

    /// <summary>
    /// The elements that a row of the product has from its first column on, its padding included, which may be overwritten.
    /// </summary>
    public int DestinationRoom;

    /// <summary>
    /// What runs over complete rows of the product while they are in the cache: given its state, their first element, the stride,
    /// the rows, and the columns with their padding; or null.
    /// </summary>
    public delegate*<void*, T*, nint, int, int, void> Epilogue;

    /// <summary>The state of the epilogue, in memory that does not move.</summary>
    public void* State;

    /// <summary>Returns the stride of rows that kernels read and write in whole registers: the smallest that holds a row.</summary>
    public static int GetStride(int columns)
    {
        int lanes = columns <= VariableVector<T>.Count || !RegisterWidth.IsWide ? VariableVector<T>.Count : WideVector<T>.Count;
        return checked(columns + lanes - 1) & -lanes;
    }

    /// <summary>Writes the operands of <c>left · right</c>, without bias and epilogue, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Create(
        T* left,
        int leftStride,
        T* right,
        int rightStride,
        T* destination,
        int destinationStride,
        int rows,
        int inner,
        int columns,
        out MatrixOperands<T> product)
    {
        Unsafe.SkipInit(out product);
        product.Left = left;
        product.LeftRowStride = leftStride;
        product.LeftInnerStride = 1;
        product.Right = right;
        product.RightStride = rightStride;
        product.RightRoom = rightStride;
        product.Destination = destination;
        product.DestinationStride = destinationStride;
        product.DestinationRoom = destinationStride;
        product.Rows = rows;
        product.Inner = inner;
        product.Columns = columns;
        product.Accumulate = false;
        product.Bias = null;
        product.Epilogue = null;
    }

    /// <summary>Moves to columns further right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveRight(int columns)
    {
        Right += columns;
        Destination += columns;
        if (Bias != null) Bias += columns;
    }

    /// <summary>Moves to rows further down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveDown(int rows)
    {
        Left += rows * LeftRowStride;
        Destination += rows * DestinationStride;
    }

    /// <summary>Moves to later inner indices, which add to the sums of the earlier ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveIn(nint count)
    {
        Left += count * LeftInnerStride;
        Right += count * RightStride;
        Accumulate = true;
    }

    /// <summary>Runs the epilogue, if there is one, over rows from where the operands stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(int rows, int columns)
    {
        if (Epilogue != null) Epilogue(State, Destination, DestinationStride, rows, columns);
    }
}
