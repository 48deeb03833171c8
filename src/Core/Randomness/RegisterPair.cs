using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

/// <summary>
/// Two registers used as one with twice the lanes. A round is one chain of dependent operations; two chains keep the processor
/// busy.
/// </summary>
internal readonly struct RegisterPair<TLanes> : IWordLanes<RegisterPair<TLanes>>
    where TLanes : struct, IWordLanes<TLanes>
{
    private readonly TLanes _lower;
    private readonly TLanes _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RegisterPair(TLanes lower, TLanes upper)
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
    public static RegisterPair<TLanes> Create(uint word) => new(TLanes.Create(word), TLanes.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> Counters(uint first) =>
        new(TLanes.Counters(first), TLanes.Counters(unchecked(first + (uint)TLanes.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> Multiply(RegisterPair<TLanes> left, RegisterPair<TLanes> right) =>
        new(TLanes.Multiply(left._lower, right._lower), TLanes.Multiply(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> HighWords(RegisterPair<TLanes> product) =>
        new(TLanes.HighWords(product._lower), TLanes.HighWords(product._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> operator ^(RegisterPair<TLanes> left, RegisterPair<TLanes> right) =>
        new(left._lower ^ right._lower, left._upper ^ right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(
        RegisterPair<TLanes> word0,
        RegisterPair<TLanes> word1,
        RegisterPair<TLanes> word2,
        RegisterPair<TLanes> word3,
        ref uint destination)
    {
        TLanes.StoreWords(word0._lower, word1._lower, word2._lower, word3._lower, ref destination);
        TLanes.StoreWords(
            word0._upper, word1._upper, word2._upper, word3._upper, ref Unsafe.Add(ref destination, 4 * TLanes.Count));
    }
}
