using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>Computes a product whose rows hold nothing but their columns.</summary>
    /// <param name="left"><c>[rows, inner]</c>, its rows <paramref name="leftStride"/> apart.</param>
    /// <param name="leftStride">At least <paramref name="inner"/>.</param>
    /// <param name="right"><c>[inner, columns]</c></param>
    /// <param name="bias"><c>[columns]</c>, added to the sums; null for nothing.</param>
    /// <param name="rectifies">Whether the sums are rectified.</param>
    /// <param name="destination"><c>[rows, columns]</c>; overwritten.</param>
    /// <param name="rows">The rows of the product.</param>
    /// <param name="inner">The inner dimension, at least 1.</param>
    /// <param name="columns">The columns of the product, at most half of what a register holds.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TRows>(
        T* left, nint leftStride, T* right, T* bias, bool rectifies, T* destination, int rows, int inner, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TRows : struct, ITileRows
    {
        int width = GetRows<T, TVector>();
        T* panel = stackalloc T[MatrixBlocks.PanelInner * width]; // [inner, width]
        T* sums = stackalloc T[TVector.Count / 2 * width]; // [columns, width]
        Unsafe.SkipInit(out TileOperands<T> tile);
        tile.LeftRowStride = 1;
        tile.LeftInnerStride = columns;
        tile.Right = panel;
        tile.RightStride = width;
        tile.Bias = null;
        tile.Rectifies = false;
        tile.Gate = null;
        tile.Destination = sums;
        tile.DestinationStride = width;
        for (int row = 0; row < rows; row += width)
        {
            int height = Math.Min(width, rows - row);
            for (int first = 0; first < inner; first += MatrixBlocks.PanelInner)
            {
                int count = Math.Min(MatrixBlocks.PanelInner, inner - first);
                MatrixTranspose.Run(left + (row * leftStride) + first, leftStride, panel, width, height, count);
                tile.Left = right + ((nint)first * columns);
                tile.Inner = count;
                tile.Continues = first > 0;
                MatrixBlocks.RunTile<T, TVector, TRows>(ref tile, height, columns);
            }

            if (bias != null || rectifies) Finish<T, TVector>(sums, width, bias, rectifies, columns);
            MatrixTranspose.Run(sums, width, destination + ((nint)row * columns), columns, columns, height);
        }
    }

    /// <summary>Adds the bias of each column, and rectifies; lanes beyond the last row are of no account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<T, TVector>(T* sums, int width, T* bias, bool rectifies, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        for (int i = 0; i < columns * width; i += TVector.Count)
        {
            TVector sum = TVector.Load(in *(sums + i), 0);
            if (bias != null) sum += TVector.Create(bias[i / width]);
            if (rectifies) sum = Elementary.Rectify<TVector, T>(sum);
            sum.Store(ref *(sums + i), 0);
        }
    }
}
