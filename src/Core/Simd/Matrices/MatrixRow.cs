using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>
/// The innermost loop for a single row: eight vectors of columns at once, since the chains of two would wait for each other.
/// </summary>
internal static unsafe class MatrixRow
{
    /// <summary>The vectors of columns that are computed at once.</summary>
    public const int Vectors = 8;

    /// <summary>Computes one row by <see cref="Vectors"/> vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector>(in TileOperands<T> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        int width = TVector.Count;
        TVector sum0 = TVector.Constant(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        TVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        T* left = operands.Left;
        T* right = operands.Right;
        for (nint k = operands.Inner; k > 0; k--)
        {
            TVector factor = TVector.Create(*left);
            sum0 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *right, 0), sum0);
            sum1 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + width), 0), sum1);
            sum2 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (2 * width)), 0), sum2);
            sum3 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (3 * width)), 0), sum3);
            sum4 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (4 * width)), 0), sum4);
            sum5 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (5 * width)), 0), sum5);
            sum6 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (6 * width)), 0), sum6);
            sum7 = TVector.FusedMultiplyAdd(factor, TVector.Load(in *(right + (7 * width)), 0), sum7);
            left += operands.LeftInnerStride;
            right += operands.RightStride;
        }

        T* bias = operands.Bias;
        if (bias != null)
        {
            sum0 += TVector.Load(in *bias, 0);
            sum1 += TVector.Load(in *(bias + width), 0);
            sum2 += TVector.Load(in *(bias + (2 * width)), 0);
            sum3 += TVector.Load(in *(bias + (3 * width)), 0);
            sum4 += TVector.Load(in *(bias + (4 * width)), 0);
            sum5 += TVector.Load(in *(bias + (5 * width)), 0);
            sum6 += TVector.Load(in *(bias + (6 * width)), 0);
            sum7 += TVector.Load(in *(bias + (7 * width)), 0);
        }

        T* destination = operands.Destination;
        sum0.Store(ref *destination, 0);
        sum1.Store(ref *(destination + width), 0);
        sum2.Store(ref *(destination + (2 * width)), 0);
        sum3.Store(ref *(destination + (3 * width)), 0);
        sum4.Store(ref *(destination + (4 * width)), 0);
        sum5.Store(ref *(destination + (5 * width)), 0);
        sum6.Store(ref *(destination + (6 * width)), 0);
        sum7.Store(ref *(destination + (7 * width)), 0);
    }
}
