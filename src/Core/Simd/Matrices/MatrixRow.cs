using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>
/// The innermost loop for a single row: up to eight vectors of columns at once, since the chains of two would wait for each
/// other.
/// </summary>
internal static unsafe class MatrixRow
{
    /// <summary>Computes one row by as many vectors of columns as <typeparamref name="TColumns"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TColumns>(in TileOperands<T> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TColumns : struct, ITileColumns
    {
        int width = TVector.Count;
        TVector mask = TColumns.IsPartial ? TVector.FirstLanes(operands.LastCount) : TVector.Constant(0);
        TVector sum0 = TVector.Constant(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        TVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        T* left = operands.Left;
        T* right = operands.Right;
        nint leftStride = operands.LeftInnerStride, rightStride = operands.RightStride;
        for (nint k = operands.Inner; k > 0; k--)
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

        if (operands.Bias != null)
        {
            T* bias = operands.Bias;
            sum0 += Load<T, TVector, TColumns>(bias, mask);
            if (TColumns.Vectors > 1) sum1 += Load<T, TVector, TColumns>(bias + width, mask);
            if (TColumns.Vectors > 2) sum2 += Load<T, TVector, TColumns>(bias + (2 * width), mask);
            if (TColumns.Vectors > 2) sum3 += Load<T, TVector, TColumns>(bias + (3 * width), mask);
            if (TColumns.Vectors > 4) sum4 += Load<T, TVector, TColumns>(bias + (4 * width), mask);
            if (TColumns.Vectors > 4) sum5 += Load<T, TVector, TColumns>(bias + (5 * width), mask);
            if (TColumns.Vectors > 4) sum6 += Load<T, TVector, TColumns>(bias + (6 * width), mask);
            if (TColumns.Vectors > 4) sum7 += Load<T, TVector, TColumns>(bias + (7 * width), mask);
        }

        if (operands.Rectifies)
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

        T* destination = operands.Destination;
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
