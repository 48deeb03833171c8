namespace SimdOptim.Threading;

/// <summary>Splits a range of elements at multiples of a grain into parts of nearly equal size.</summary>
internal readonly struct EvenParts
{
    private readonly int _grain;
    private readonly int _grains;
    private readonly int _total;

    /// <summary>Splits into at most <paramref name="maxParts"/> parts; fewer if there are fewer grains.</summary>
    /// <param name="total">The number of elements, not negative.</param>
    /// <param name="grain">The number of elements that stay together, at least 1.</param>
    /// <param name="maxParts">The maximum number of parts, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EvenParts(int total, int grain, int maxParts)
    {
        _total = total;
        _grain = grain;
        _grains = (int)(((long)total + grain - 1) / grain);
        Count = Math.Min(maxParts, _grains);
    }

    /// <summary>Gets the number of parts. No part is empty.</summary>
    public int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Gets the range [Start, End) of a part.</summary>
    public (int Start, int End) this[int part]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (GetStart(part), GetStart(part + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GetStart(int part) => (int)Math.Min(_total, (long)_grains * part / Count * _grain);
}
