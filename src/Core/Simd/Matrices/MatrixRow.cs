namespace SimdOptim.Simd.Matrices;

/// <summary>
/// Products of a single row: up to eight vectors of columns at once, since the chains of two would wait for each other.
/// </summary>
internal static unsafe class MatrixRow
{
    /// <summary>Computes a product of one row on the width of this machine, and a function of it in place of the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TFunction>(in MatrixOperands<T> row, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        if (RegisterWidth.IsWide && !MatrixMultiply.IsHalf(in row)) Run<T, WideVector<T>, TFunction>(in row, function);
        else Run<T, VariableVector<T>, TFunction>(in row, function);
    }

    /// <summary>Computes a product of one row, and runs its epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TVector>(ref MatrixOperands<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        Run<T, TVector, Identity<T>>(in row, default);
        row.Finish(1, row.Columns);
    }

    /// <summary>Computes a product of one row and a function of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TFunction>(in MatrixOperands<T> row, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        int width = TVector.Count, columns = row.Columns, done = 0;
        for (; done + (8 * width) <= columns; done += 8 * width) RunMany<T, TVector, EightVectors>(in row, done);
        if (done + (4 * width) <= columns)
        {
            RunMany<T, TVector, FourVectors>(in row, done);
            done += 4 * width;
        }

        T* destination = row.Destination;
        for (int column = typeof(TFunction) == typeof(Identity<T>) ? done : 0; column < columns; column += width)
        {
            TVector mask = TVector.FirstLanes(Math.Min(width, columns - column));
            TVector value = function.Apply(
                column < done ? TVector.Load(in *(destination + column), 0)
                : column + width <= columns ? Sum(in row, column)
                : SumMasked(in row, column, mask));
            if (column + width <= row.DestinationRoom) value.Store(ref *(destination + column), 0);
            else value.StoreMasked(ref *(destination + column), mask);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Sum(in MatrixOperands<T> row, int column)
        {
            TVector sum = TVector.Constant(0);
            T* left = row.Left, right = row.Right + column;
            nint leftStride = row.LeftInnerStride, rightStride = row.RightStride;
            for (nint k = row.Inner; k > 0; k--)
            {
                TVector.AddProduct(ref sum, TVector.Create(*left), TVector.Load(in *right, 0));
                left += leftStride;
                right += rightStride;
            }

            return row.Bias == null ? sum : sum + TVector.Load(in *(row.Bias + column), 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector SumMasked(in MatrixOperands<T> row, int column, TVector mask)
        {
            TVector sum = TVector.Constant(0);
            T* left = row.Left, right = row.Right + column;
            nint leftStride = row.LeftInnerStride, rightStride = row.RightStride;
            for (nint k = row.Inner; k > 0; k--)
            {
                TVector.AddProduct(ref sum, TVector.Create(*left), TVector.LoadMasked(in *right, mask));
                left += leftStride;
                right += rightStride;
            }

            return row.Bias == null ? sum : sum + TVector.LoadMasked(in *(row.Bias + column), mask);
        }
    }

    /// <summary>
    /// Computes two rows whose columns are a multiple of four vectors: a tile of them would have four chains, and wait for them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunPair<T, TVector>(in MatrixOperands<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        for (int column = 0; column < rows.Columns; column += 4 * TVector.Count) RunMany<T, TVector, FourVectorsOfTwoRows>(in rows, column);
    }

    /// <summary>
    /// Computes four or eight whole vectors of columns, or four of each of two rows, and stores the sums.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunMany<T, TVector, TShape>(in MatrixOperands<T> row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TShape : struct, IRowShape
    {
        int width = TVector.Count;
        nint second = TShape.HasTwoRows ? 0 : 4 * width; // where the columns of the second half begin
        TVector sum0 = TVector.Constant(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        TVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        T* left = row.Left, right = row.Right + column;
        nint leftStride = row.LeftInnerStride, rightStride = row.RightStride, toSecondRow = row.LeftRowStride;
        for (nint k = row.Inner; k > 0; k--)
        {
            TVector factor = TVector.Create(*left);
            TVector.AddProduct(ref sum0, factor, TVector.Load(in *right, 0));
            TVector.AddProduct(ref sum1, factor, TVector.Load(in *(right + width), 0));
            TVector.AddProduct(ref sum2, factor, TVector.Load(in *(right + (2 * width)), 0));
            TVector.AddProduct(ref sum3, factor, TVector.Load(in *(right + (3 * width)), 0));
            if (TShape.HasTwoRows) factor = TVector.Create(*(left + toSecondRow));
            if (TShape.HasEight) TVector.AddProduct(ref sum4, factor, TVector.Load(in *(right + second), 0));
            if (TShape.HasEight) TVector.AddProduct(ref sum5, factor, TVector.Load(in *(right + second + width), 0));
            if (TShape.HasEight) TVector.AddProduct(ref sum6, factor, TVector.Load(in *(right + second + (2 * width)), 0));
            if (TShape.HasEight) TVector.AddProduct(ref sum7, factor, TVector.Load(in *(right + second + (3 * width)), 0));
            left += leftStride;
            right += rightStride;
        }

        if (row.Bias != null)
        {
            T* bias = row.Bias + column;
            sum0 += TVector.Load(in *bias, 0);
            sum1 += TVector.Load(in *(bias + width), 0);
            sum2 += TVector.Load(in *(bias + (2 * width)), 0);
            sum3 += TVector.Load(in *(bias + (3 * width)), 0);
            if (TShape.HasEight) sum4 += TVector.Load(in *(bias + second), 0);
            if (TShape.HasEight) sum5 += TVector.Load(in *(bias + second + width), 0);
            if (TShape.HasEight) sum6 += TVector.Load(in *(bias + second + (2 * width)), 0);
            if (TShape.HasEight) sum7 += TVector.Load(in *(bias + second + (3 * width)), 0);
        }

        T* destination = row.Destination + column;
        sum0.Store(ref *destination, 0);
        sum1.Store(ref *(destination + width), 0);
        sum2.Store(ref *(destination + (2 * width)), 0);
        sum3.Store(ref *(destination + (3 * width)), 0);
        destination += TShape.HasTwoRows ? row.DestinationStride : second;
        if (TShape.HasEight) sum4.Store(ref *destination, 0);
        if (TShape.HasEight) sum5.Store(ref *(destination + width), 0);
        if (TShape.HasEight) sum6.Store(ref *(destination + (2 * width)), 0);
        if (TShape.HasEight) sum7.Store(ref *(destination + (3 * width)), 0);
    }

    /// <summary><c>f(x) = x</c></summary>
    internal readonly struct Identity<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => x;
    }

    private interface IRowShape
    {
        static virtual bool HasEight => true;

        static virtual bool HasTwoRows => false;
    }

    private readonly struct FourVectors : IRowShape
    {
        public static bool HasEight => false;
    }

    private readonly struct EightVectors : IRowShape;

    private readonly struct FourVectorsOfTwoRows : IRowShape
    {
        public static bool HasTwoRows => true;
    }
}
