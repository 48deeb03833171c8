using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

/// <summary>
/// Two registers as one of twice the lanes: a round is one chain of dependent operations, and two chains fill the processor.
/// </summary>
internal readonly struct Twice<TLanes> : IWordLanes<Twice<TLanes>>
    where TLanes : struct, IWordLanes<TLanes>
{
    private readonly TLanes _lower;
    private readonly TLanes _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Twice(TLanes lower, TLanes upper)
    {
        _lower = lower;
        _upper = upper;
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes> Create(uint word) => new(TLanes.Create(word), TLanes.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes> Counters(uint first) =>
        new(TLanes.Counters(first), TLanes.Counters(unchecked(first + (uint)TLanes.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes> Multiply(Twice<TLanes> left, Twice<TLanes> right) =>
        new(TLanes.Multiply(left._lower, right._lower), TLanes.Multiply(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes> HighWords(Twice<TLanes> product) =>
        new(TLanes.HighWords(product._lower), TLanes.HighWords(product._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<TLanes> operator ^(Twice<TLanes> left, Twice<TLanes> right) =>
        new(left._lower ^ right._lower, left._upper ^ right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(
        Twice<TLanes> word0, Twice<TLanes> word1, Twice<TLanes> word2, Twice<TLanes> word3, ref uint destination)
    {
        TLanes.StoreWords(word0._lower, word1._lower, word2._lower, word3._lower, ref destination);
        TLanes.StoreWords(
            word0._upper, word1._upper, word2._upper, word3._upper, ref Unsafe.Add(ref destination, 4 * TLanes.Count));
    }
}
