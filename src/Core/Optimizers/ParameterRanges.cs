using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>An immutable set of parameters, as sorted ranges of their flat array.</summary>
public sealed class ParameterRanges
{
    private readonly int[] _bounds; // start, end, start, end, … ascending: an index behind an odd number of bounds is inside.

    /// <summary>Initializes the set.</summary>
    /// <param name="ranges">Each range's first parameter and the end behind its last, in any order; they may touch or overlap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range begins below 0 or ends before it begins.</exception>
    public ParameterRanges(params ReadOnlySpan<(int Start, int End)> ranges)
    {
        List<int> bounds = [];
        (int Start, int End)[] sorted = ranges.ToArray();
        Array.Sort(sorted);
        foreach ((int start, int end) in sorted)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start, nameof(ranges));
            ArgumentOutOfRangeException.ThrowIfLessThan(end, start, nameof(ranges));
            if (start == end) continue;
            if (bounds.Count > 0 && start <= bounds[^1])
            {
                bounds[^1] = Math.Max(bounds[^1], end);
            }
            else
            {
                bounds.Add(start);
                bounds.Add(end);
            }
        }

        _bounds = [.. bounds];
    }

    /// <summary>Says whether a parameter is in the set.</summary>
    /// <param name="index">The parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Contains(int index) => Contains(this, index, out _);

    /// <summary>Says whether a parameter is in a set, and up to which index the answer stays the same.</summary>
    /// <param name="ranges">The set, or null for all parameters.</param>
    /// <param name="index">The parameter.</param>
    /// <param name="end">The first parameter above <paramref name="index"/> with another answer, or <see cref="int.MaxValue"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Contains(ParameterRanges? ranges, int index, out int end)
    {
        end = int.MaxValue;
        if (ranges is null) return true;
        int[] bounds = ranges._bounds;
        int position = Array.BinarySearch(bounds, index);
        int passed = position < 0 ? ~position : position + 1; // bounds at or below index
        if (passed < bounds.Length) end = bounds[passed];
        return (passed & 1) != 0;
    }

    /// <summary>Returns each range's first parameter and its end: <c>10..15 25..30</c>.</summary>
    public override string ToString() =>
        string.Join(' ', _bounds.Chunk(2).Select(range => FormattableString.Invariant($"{range[0]}..{range[1]}")));
}
