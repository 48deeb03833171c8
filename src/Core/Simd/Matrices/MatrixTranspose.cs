using System.Runtime.CompilerServices;

namespace SimdOptim.Simd.Matrices;

/// <summary>Transposition of a matrix.</summary>
internal static class MatrixTranspose
{
    /// <summary>Overwrites <paramref name="destination"/> with <c>sourceᵀ</c>.</summary>
    /// <param name="source"><c>[rows, columns]</c></param>
    /// <param name="destination"><c>[columns, rows]</c></param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> source, Span<T> destination, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> line = source.Slice(row * columns, columns);
            for (int column = 0; column < line.Length; column++) destination[(column * rows) + row] = line[column];
        }
    }
}
