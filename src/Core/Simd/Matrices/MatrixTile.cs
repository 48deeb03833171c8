namespace SimdOptim.Simd.Matrices;

/// <summary>
/// The innermost loop of a matrix product: some rows by one or two vectors of columns, whose sums stay in registers while the
/// inner index runs. Sixteen independent chains keep two units with a latency of four cycles busy twice over.
/// </summary>
internal static unsafe class MatrixTile
{
    /// <summary>
    /// Computes tiles one below the other. The sums are named one by one because only then does each get a register of its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TRows, TColumns>(in MatrixOperands<T> operands, int tiles)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
        where TColumns : struct, ITileColumns
    {
        int width = TVector.Count;
        TVector mask = TColumns.IsPartial ? TVector.FirstLanes(operands.LastCount) : TVector.Constant(0);
        T* top = operands.Left;
        T* destination = operands.Destination;
        nint destinationStride = operands.DestinationStride;
        nint stride = operands.LeftRowStride, stride2 = 2 * stride, stride3 = 3 * stride;
        for (; tiles > 0; tiles--)
        {
            TVector sum00 = TVector.Constant(0), sum01 = sum00, sum10 = sum00, sum11 = sum00;
            TVector sum20 = sum00, sum21 = sum00, sum30 = sum00, sum31 = sum00;
            TVector sum40 = sum00, sum41 = sum00, sum50 = sum00, sum51 = sum00;
            TVector sum60 = sum00, sum61 = sum00, sum70 = sum00, sum71 = sum00;
            if (operands.Accumulate)
            {
                Load<T, TVector, TColumns>(destination, mask, ref sum00, ref sum01);
                if (TRows.Count > 1) Load<T, TVector, TColumns>(destination + destinationStride, mask, ref sum10, ref sum11);
                if (TRows.Count > 2) Load<T, TVector, TColumns>(destination + (2 * destinationStride), mask, ref sum20, ref sum21);
                if (TRows.Count > 3) Load<T, TVector, TColumns>(destination + (3 * destinationStride), mask, ref sum30, ref sum31);
                if (TRows.Count > 4) Load<T, TVector, TColumns>(destination + (4 * destinationStride), mask, ref sum40, ref sum41);
                if (TRows.Count > 4) Load<T, TVector, TColumns>(destination + (5 * destinationStride), mask, ref sum50, ref sum51);
                if (TRows.Count > 4) Load<T, TVector, TColumns>(destination + (6 * destinationStride), mask, ref sum60, ref sum61);
                if (TRows.Count > 4) Load<T, TVector, TColumns>(destination + (7 * destinationStride), mask, ref sum70, ref sum71);
            }

            T* left = top;
            T* right = operands.Right;
            T* panel = operands.Panel;
            T* upcoming = operands.Upcoming;
            nint upcomingStride = operands.UpcomingStride;
            nint leftInnerStride = operands.LeftInnerStride;
            nint rightStride = operands.RightStride;
            T* left4 = left + (4 * stride);
            for (nint k = operands.Inner; k > 0; k--)
            {
                TVector right0 = TVector.Load(in *right, 0);
                TVector right1 = TColumns.Vectors == 1 ? right0 : TVector.Load(in *(right + width), 0);
                if (TColumns.Fetches)
                {
                    Prefetch.Run(upcoming);
                    upcoming += upcomingStride;
                }

                if (TColumns.Packs)
                {
                    right0.Store(ref *panel, 0);
                    right1.Store(ref *(panel + width), 0);
                    panel += 2 * width;
                }

                Multiply<T, TVector, TColumns>(left, right0, right1, ref sum00, ref sum01);
                if (TRows.Count > 1) Multiply<T, TVector, TColumns>(left + stride, right0, right1, ref sum10, ref sum11);
                if (TRows.Count > 2) Multiply<T, TVector, TColumns>(left + stride2, right0, right1, ref sum20, ref sum21);
                if (TRows.Count > 3) Multiply<T, TVector, TColumns>(left + stride3, right0, right1, ref sum30, ref sum31);
                if (TRows.Count > 4) Multiply<T, TVector, TColumns>(left4, right0, right1, ref sum40, ref sum41);
                if (TRows.Count > 4) Multiply<T, TVector, TColumns>(left4 + stride, right0, right1, ref sum50, ref sum51);
                if (TRows.Count > 4) Multiply<T, TVector, TColumns>(left4 + stride2, right0, right1, ref sum60, ref sum61);
                if (TRows.Count > 4) Multiply<T, TVector, TColumns>(left4 + stride3, right0, right1, ref sum70, ref sum71);
                left += leftInnerStride;
                left4 += leftInnerStride;
                right += rightStride;
            }

            if (operands.Bias != null)
            {
                TVector bias0 = sum00, bias1 = sum01;
                Load<T, TVector, TColumns>(operands.Bias, mask, ref bias0, ref bias1);
                Add<T, TVector>(bias0, bias1, ref sum00, ref sum01);
                if (TRows.Count > 1) Add<T, TVector>(bias0, bias1, ref sum10, ref sum11);
                if (TRows.Count > 2) Add<T, TVector>(bias0, bias1, ref sum20, ref sum21);
                if (TRows.Count > 3) Add<T, TVector>(bias0, bias1, ref sum30, ref sum31);
                if (TRows.Count > 4) Add<T, TVector>(bias0, bias1, ref sum40, ref sum41);
                if (TRows.Count > 4) Add<T, TVector>(bias0, bias1, ref sum50, ref sum51);
                if (TRows.Count > 4) Add<T, TVector>(bias0, bias1, ref sum60, ref sum61);
                if (TRows.Count > 4) Add<T, TVector>(bias0, bias1, ref sum70, ref sum71);
            }

            Store<T, TVector, TColumns>(destination, mask, sum00, sum01);
            if (TRows.Count > 1) Store<T, TVector, TColumns>(destination + destinationStride, mask, sum10, sum11);
            if (TRows.Count > 2) Store<T, TVector, TColumns>(destination + (2 * destinationStride), mask, sum20, sum21);
            if (TRows.Count > 3) Store<T, TVector, TColumns>(destination + (3 * destinationStride), mask, sum30, sum31);
            if (TRows.Count > 4) Store<T, TVector, TColumns>(destination + (4 * destinationStride), mask, sum40, sum41);
            if (TRows.Count > 4) Store<T, TVector, TColumns>(destination + (5 * destinationStride), mask, sum50, sum51);
            if (TRows.Count > 4) Store<T, TVector, TColumns>(destination + (6 * destinationStride), mask, sum60, sum61);
            if (TRows.Count > 4) Store<T, TVector, TColumns>(destination + (7 * destinationStride), mask, sum70, sum71);

            top += TRows.Count * stride;
            destination += TRows.Count * destinationStride;
        }
    }

    /// <summary>One step of the chains of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply<T, TVector, TColumns>(T* left, TVector right0, TVector right1, ref TVector sum0, ref TVector sum1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns
    {
        TVector factor = TVector.Create(*left);
        TVector.AddProduct(ref sum0, factor, right0);
        if (TColumns.Vectors == 2) TVector.AddProduct(ref sum1, factor, right1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TVector>(TVector summand0, TVector summand1, ref TVector sum0, ref TVector sum1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        sum0 += summand0;
        sum1 += summand1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T, TVector, TColumns>(T* row, TVector mask, ref TVector sum0, ref TVector sum1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns
    {
        int width = TVector.Count;
        sum0 = TColumns.IsPartial && TColumns.Vectors == 1 ? TVector.LoadMasked(in *row, mask) : TVector.Load(in *row, 0);
        if (TColumns.Vectors == 1) return;
        sum1 = TColumns.IsPartial ? TVector.LoadMasked(in *(row + width), mask) : TVector.Load(in *(row + width), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TVector, TColumns>(T* row, TVector mask, TVector sum0, TVector sum1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns
    {
        int width = TVector.Count;
        if (TColumns.IsPartial && TColumns.Vectors == 1) sum0.StoreMasked(ref *row, mask);
        else sum0.Store(ref *row, 0);
        if (TColumns.Vectors == 1) return;
        if (TColumns.IsPartial) sum1.StoreMasked(ref *(row + width), mask);
        else sum1.Store(ref *(row + width), 0);
    }
}
