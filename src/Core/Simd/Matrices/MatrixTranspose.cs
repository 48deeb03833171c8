using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Simd.Matrices;

/// <summary>Transposition of a matrix, by blocks as wide as 128 bits, which every vector unit interleaves at once.</summary>
internal static unsafe class MatrixTranspose
{
    /// <summary>The rows and columns that are done at a time: a cache line of floats, read and written as a whole.</summary>
    private const int BlockSize = 16;

    /// <summary>Overwrites <paramref name="destination"/> with <c>sourceᵀ</c>.</summary>
    /// <param name="source"><c>[rows, columns]</c></param>
    /// <param name="destination"><c>[columns, rows]</c></param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> source, Span<T> destination, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* from = source, to = destination) Run(from, columns, to, rows, rows, columns);
    }

    /// <summary>
    /// Transposes <c>[rows, columns]</c> whose rows lie <paramref name="stride"/> apart to columns <paramref name="toStride"/>
    /// apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* from, nint stride, T* to, nint toStride, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector128<T>.Count;
        int wholeRows = CanInterleave ? rows - (rows % width) : 0, wholeColumns = CanInterleave ? columns - (columns % width) : 0;
        for (int top = 0; top < wholeRows; top += BlockSize)
        {
            for (int side = 0; side < wholeColumns; side += BlockSize)
            {
                int bottom = Math.Min(top + BlockSize, wholeRows), end = Math.Min(side + BlockSize, wholeColumns);
                for (int column = side; column < end; column += width)
                {
                    for (int row = top; row < bottom; row += width)
                    {
                        T* source = from + (row * stride) + column;
                        T* target = to + (column * toStride) + row;
                        if (typeof(T) == typeof(float)) Block((float*)source, stride, (float*)target, toStride);
                        else Block((double*)source, stride, (double*)target, toStride);
                    }
                }
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
                to[(column * toStride) + row] = from[(row * stride) + column];
        }
    }

    private static bool CanInterleave
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;
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
