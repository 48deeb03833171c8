using System.Runtime.Intrinsics;

namespace SimdOptim.Simd.Matrices;

/// <summary>Transposition of a matrix, by lanes of 128 bits, which every vector unit interleaves at once.</summary>
internal static unsafe class MatrixTranspose
{
    /// <summary>The columns that are done at a time: a cache line of floats, read as a whole.</summary>
    private const int BlockColumns = 16;

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
        int whole = columns - (columns % Vector128<T>.Count), done = 0;
        for (int column = 0; column < whole; column += BlockColumns)
        {
            int count = Math.Min(BlockColumns, whole - column);
            T* source = from + column, target = to + (column * toStride);
            done = Advance<T, Interleaved512<T>>(source, stride, target, toStride, 0, rows, count);
            done = Advance<T, Interleaved256<T>>(source, stride, target, toStride, done, rows, count);
            done = Advance<T, Interleaved128<T>>(source, stride, target, toStride, done, rows, count);
        }

        for (int row = whole < columns ? 0 : done; row < rows; row++)
        {
            for (int column = row < done ? whole : 0; column < columns; column++)
                to[(column * toStride) + row] = from[(row * stride) + column];
        }
    }

    /// <summary>Transposes columns of as many rows as fill whole registers; returns the first row left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Advance<T, TRegister>(T* from, nint stride, T* to, nint toStride, int row, int rows, int columns)
        where T : unmanaged
        where TRegister : struct, IInterleaved<TRegister, T>
    {
        if (TRegister.Lanes == 0) return row;
        int width = Vector128<T>.Count, height = TRegister.Lanes * width;
        for (; row + height <= rows; row += height)
        {
            T* source = from + (row * stride), target = to + row;
            for (int column = columns; column > 0; column -= width)
            {
                Transpose<T, TRegister>(source, stride, target, toStride);
                source += width;
                target += width * toStride;
            }
        }

        return row;
    }

    /// <summary>As many columns as a lane holds: interleaving every other row, of four twice, turns rows into columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T, TRegister>(T* from, nint stride, T* to, nint toStride)
        where T : unmanaged
        where TRegister : struct, IInterleaved<TRegister, T>
    {
        nint further = Vector128<T>.Count * stride;
        TRegister row0 = TRegister.Load(from, further), row1 = TRegister.Load(from + stride, further);
        if (Vector128<T>.Count == 2)
        {
            TRegister.Low(row0, row1).Store(to);
            TRegister.High(row0, row1).Store(to + toStride);
            return;
        }

        TRegister row2 = TRegister.Load(from + (2 * stride), further), row3 = TRegister.Load(from + (3 * stride), further);
        TRegister even0 = TRegister.Low(row0, row2), odd0 = TRegister.Low(row1, row3);
        TRegister even1 = TRegister.High(row0, row2), odd1 = TRegister.High(row1, row3);
        TRegister.Low(even0, odd0).Store(to);
        TRegister.High(even0, odd0).Store(to + toStride);
        TRegister.Low(even1, odd1).Store(to + (2 * toStride));
        TRegister.High(even1, odd1).Store(to + (3 * toStride));
    }
}
