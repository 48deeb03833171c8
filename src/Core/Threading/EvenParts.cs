using System.Runtime.CompilerServices;

namespace SimdOptim.Threading;

/// <summary>A number of elements cut at multiples of a grain into parts as even as that allows.</summary>
internal readonly struct EvenParts
{
    private readonly int _grain;
    private readonly int _grains;
    private readonly int _total;

    /// <summary>Cuts into at most so many parts: fewer if there are not so many grains.</summary>
    /// <param name="total">The elements, not negative.</param>
    /// <param name="grain">The elements that stay together, at least 1.</param>
    /// <param name="most">The most parts, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EvenParts(int total, int grain, int most)
    {
        _total = total;
        _grain = grain;
        _grains = (int)(((long)total + grain - 1) / grain);
        Count = Math.Min(most, _grains);
    }

    /// <summary>Gets the number of parts, none of which is empty.</summary>
    public int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; }

    /// <summary>Returns the first element of a part, and that behind its last.</summary>
    public (int Start, int End) this[int part]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (GetStart(part), GetStart(part + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GetStart(int part) => (int)Math.Min(_total, (long)_grains * part / Count * _grain);
}
