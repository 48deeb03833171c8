namespace SimdOptim.Optimizers;

/// <summary>An immutable set of parameters, as sorted ranges of their flat array.</summary>
public sealed class ParameterRanges
{
    private readonly int[] _bounds; // start, end, start, end, … ascending. An index is inside if an odd number of bounds are at or below it.

    /// <summary>Initializes the set.</summary>
    /// <param name="ranges">
    /// The inclusive start and exclusive end of each range, in any order. Ranges may touch or overlap.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A range starts below 0 or ends before its start.</exception>
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

    /// <summary>Returns whether a parameter is in the set.</summary>
    /// <param name="index">The index of the parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Contains(int index) => Contains(this, index, out _);

    /// <summary>Returns whether a parameter is in a set, and the index at which this changes.</summary>
    /// <param name="ranges">The set, or null for all parameters.</param>
    /// <param name="index">The index of the parameter.</param>
    /// <param name="end">
    /// The first index above <paramref name="index"/> with another result, or <see cref="int.MaxValue"/> if there is none.
    /// </param>
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

    /// <summary>Returns the start and the end of each range: <c>10..15 25..30</c>.</summary>
    public override string ToString() =>
        string.Join(' ', _bounds.Chunk(2).Select(range => FormattableString.Invariant($"{range[0]}..{range[1]}")));
}
