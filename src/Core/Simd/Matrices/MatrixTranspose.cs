using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd.Matrices;

/// <summary>Transposition of a matrix, by blocks as wide as 128 bits, which every vector unit interleaves at once.</summary>
internal static unsafe class MatrixTranspose
{
    /// <summary>Overwrites <paramref name="destination"/> with <c>sourceᵀ</c>.</summary>
    /// <param name="source"><c>[rows, columns]</c></param>
    /// <param name="destination"><c>[columns, rows]</c></param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> source, Span<T> destination, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector128<T>.Count;
        int wholeRows = CanInterleave ? rows - (rows % width) : 0;
        fixed (T* from = source, to = destination)
        {
            int column = 0;
            for (; column + width <= columns && wholeRows > 0; column += width)
            {
                T* block = from + column;
                T* transposed = to + ((nint)column * rows);
                for (int row = 0; row < wholeRows; row += width)
                {
                    if (typeof(T) == typeof(float)) Block((float*)block, columns, (float*)transposed, rows);
                    else Block((double*)block, columns, (double*)transposed, rows);
                    block += (nint)width * columns;
                    transposed += width;
                }

                Rest(from, to, wholeRows, rows, column, column + width, rows, columns);
            }

            Rest(from, to, 0, rows, column, columns, rows, columns);
        }
    }

    private static bool CanInterleave
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rest<T>(T* from, T* to, int row, int lastRow, int column, int lastColumn, int rows, int columns)
        where T : unmanaged
    {
        for (; row < lastRow; row++)
        {
            for (int i = column; i < lastColumn; i++) to[((nint)i * rows) + row] = from[((nint)row * columns) + i];
        }
    }

    /// <summary>Four rows of four: interleaving every other row twice turns rows into columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* from, nint stride, float* to, nint toStride)
    {
        Vector128<float> row0 = Vector128.Load(from), row1 = Vector128.Load(from + stride);
        Vector128<float> row2 = Vector128.Load(from + (2 * stride)), row3 = Vector128.Load(from + (3 * stride));
        Vector128<float> even0 = Low(row0, row2), odd0 = Low(row1, row3), even1 = High(row0, row2), odd1 = High(row1, row3);
        Low(even0, odd0).Store(to);
        High(even0, odd0).Store(to + toStride);
        Low(even1, odd1).Store(to + (2 * toStride));
        High(even1, odd1).Store(to + (3 * toStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(double* from, nint stride, double* to, nint toStride)
    {
        Vector128<double> row0 = Vector128.Load(from), row1 = Vector128.Load(from + stride);
        Low(row0, row1).Store(to);
        High(row0, row1).Store(to + toStride);
    }

    /// <summary>The first halves, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse2.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>The second halves, element by element in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse2.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> a, Vector128<double> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
