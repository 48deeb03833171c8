using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>
/// The innermost loop for a single row: up to eight vectors of columns at once, since the chains of two would wait for each
/// other.
/// </summary>
internal static unsafe class MatrixRow
{
    /// <summary>Computes a row of a product, as many columns at once as there are registers.</summary>
    /// <param name="left">The row of the left operand, its elements so many apart as <paramref name="leftStride"/> says.</param>
    /// <param name="leftStride">From an element of the left operand to the next.</param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="bias"><c>[columns]</c>, added to the sums; null for nothing.</param>
    /// <param name="rectifies">Whether the sums are rectified in the end.</param>
    /// <param name="destination"><c>[columns]</c>; overwritten.</param>
    /// <param name="inner">The inner dimension.</param>
    /// <param name="columns">The columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector>(
        T* left, nint leftStride, T* right, T* bias, bool rectifies, T* destination, nint inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        int width = TVector.Count, column = 0;
        RowOperands<T> row = new(left, leftStride, right, columns, bias, rectifies, destination, inner);
        for (; column + (8 * width) <= columns; column += 8 * width) Run<T, TVector, EightVectors>(in row, column);
        if (column + (4 * width) <= columns)
        {
            Run<T, TVector, FourVectors>(in row, column);
            column += 4 * width;
        }

        for (; column + width <= columns; column += width) Run<T, TVector, OneVector>(in row, column);
        if (column < columns) Run<T, TVector, PartOfOneVector>(in row, column);
    }

    /// <summary>Computes as many vectors of columns as <typeparamref name="TColumns"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<T, TVector, TColumns>(in RowOperands<T> row, int column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns
    {
        int width = TVector.Count;
        TVector mask = TColumns.IsPartial ? TVector.FirstLanes((int)row.RightStride - column) : TVector.Constant(0);
        TVector sum0 = TVector.Constant(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        TVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        T* left = row.Left;
        T* right = row.Right + column;
        nint leftStride = row.LeftStride, rightStride = row.RightStride;
        for (nint k = row.Inner; k > 0; k--)
        {
            TVector factor = TVector.Create(*left);
            TVector.AddProduct(ref sum0, factor, Load<T, TVector, TColumns>(right, mask));
            if (TColumns.Vectors > 1) TVector.AddProduct(ref sum1, factor, Load<T, TVector, TColumns>(right + width, mask));
            if (TColumns.Vectors > 2) TVector.AddProduct(ref sum2, factor, Load<T, TVector, TColumns>(right + (2 * width), mask));
            if (TColumns.Vectors > 2) TVector.AddProduct(ref sum3, factor, Load<T, TVector, TColumns>(right + (3 * width), mask));
            if (TColumns.Vectors > 4) TVector.AddProduct(ref sum4, factor, Load<T, TVector, TColumns>(right + (4 * width), mask));
            if (TColumns.Vectors > 4) TVector.AddProduct(ref sum5, factor, Load<T, TVector, TColumns>(right + (5 * width), mask));
            if (TColumns.Vectors > 4) TVector.AddProduct(ref sum6, factor, Load<T, TVector, TColumns>(right + (6 * width), mask));
            if (TColumns.Vectors > 4) TVector.AddProduct(ref sum7, factor, Load<T, TVector, TColumns>(right + (7 * width), mask));
            left += leftStride;
            right += rightStride;
        }

        if (row.Bias != null)
        {
            T* bias = row.Bias + column;
            sum0 += Load<T, TVector, TColumns>(bias, mask);
            if (TColumns.Vectors > 1) sum1 += Load<T, TVector, TColumns>(bias + width, mask);
            if (TColumns.Vectors > 2) sum2 += Load<T, TVector, TColumns>(bias + (2 * width), mask);
            if (TColumns.Vectors > 2) sum3 += Load<T, TVector, TColumns>(bias + (3 * width), mask);
            if (TColumns.Vectors > 4) sum4 += Load<T, TVector, TColumns>(bias + (4 * width), mask);
            if (TColumns.Vectors > 4) sum5 += Load<T, TVector, TColumns>(bias + (5 * width), mask);
            if (TColumns.Vectors > 4) sum6 += Load<T, TVector, TColumns>(bias + (6 * width), mask);
            if (TColumns.Vectors > 4) sum7 += Load<T, TVector, TColumns>(bias + (7 * width), mask);
        }

        if (row.Rectifies)
        {
            sum0 = Elementary.Rectify<TVector, T>(sum0);
            if (TColumns.Vectors > 1) sum1 = Elementary.Rectify<TVector, T>(sum1);
            if (TColumns.Vectors > 2) sum2 = Elementary.Rectify<TVector, T>(sum2);
            if (TColumns.Vectors > 2) sum3 = Elementary.Rectify<TVector, T>(sum3);
            if (TColumns.Vectors > 4) sum4 = Elementary.Rectify<TVector, T>(sum4);
            if (TColumns.Vectors > 4) sum5 = Elementary.Rectify<TVector, T>(sum5);
            if (TColumns.Vectors > 4) sum6 = Elementary.Rectify<TVector, T>(sum6);
            if (TColumns.Vectors > 4) sum7 = Elementary.Rectify<TVector, T>(sum7);
        }

        T* destination = row.Destination + column;
        if (TColumns.IsPartial) sum0.StoreMasked(ref *destination, mask);
        else sum0.Store(ref *destination, 0);
        if (TColumns.Vectors > 1) sum1.Store(ref *(destination + width), 0);
        if (TColumns.Vectors > 2) sum2.Store(ref *(destination + (2 * width)), 0);
        if (TColumns.Vectors > 2) sum3.Store(ref *(destination + (3 * width)), 0);
        if (TColumns.Vectors > 4) sum4.Store(ref *(destination + (4 * width)), 0);
        if (TColumns.Vectors > 4) sum5.Store(ref *(destination + (5 * width)), 0);
        if (TColumns.Vectors > 4) sum6.Store(ref *(destination + (6 * width)), 0);
        if (TColumns.Vectors > 4) sum7.Store(ref *(destination + (7 * width)), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<T, TVector, TColumns>(T* source, TVector mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns =>
        TColumns.IsPartial ? TVector.LoadMasked(in *source, mask) : TVector.Load(in *source, 0);
}
