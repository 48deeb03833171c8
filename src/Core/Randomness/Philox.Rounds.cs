using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Randomness;

/// <content>The rounds of the generator, over any number of lanes.</content>
public static partial class Philox
{
    private const int RoundCount = 10;
    private const int WordsPerBlock = 4;

    // The paper's multipliers and key increments (the golden ratio and √3 - 1).
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Increment0 = 0x9E3779B9, Increment1 = 0xBB67AE85;

    /// <summary>
    /// Writes the words of the blocks from <paramref name="block"/> on to destination[index ..], as long as whole registers fit,
    /// and returns the index after the last word written.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static int Advance<TLanes>(
        Span<uint> destination, int index, uint block, uint counter1, uint counter2, uint counter3, ulong key)
        where TLanes : struct, IWordLanes<TLanes>
    {
        int width = WordsPerBlock * TLanes.Count;
        int last = destination.Length - width;
        if (index > last) return index;

        Unsafe.SkipInit(out RoundKeys<TLanes> keys);
        uint key0 = (uint)key, key1 = (uint)(key >>> 32);
        for (int round = 0; round < RoundCount; round++)
        {
            keys[2 * round] = TLanes.Create(key0);
            keys[(2 * round) + 1] = TLanes.Create(key1);
            key0 = unchecked(key0 + Increment0);
            key1 = unchecked(key1 + Increment1);
        }

        TLanes multiplier0 = TLanes.Create(Multiplier0), multiplier1 = TLanes.Create(Multiplier1);
        ref uint origin = ref MemoryMarshal.GetReference(destination);
        do
        {
            TLanes word0 = TLanes.Counters(block);
            TLanes word1 = TLanes.Create(counter1);
            TLanes word2 = TLanes.Create(counter2);
            TLanes word3 = TLanes.Create(counter3);
            ref TLanes roundKey = ref keys[0];
            for (int round = 0; round < RoundCount; round++)
            {
                TLanes product0 = TLanes.Multiply(word0, multiplier0);
                TLanes product1 = TLanes.Multiply(word2, multiplier1);
                word0 = TLanes.HighWords(product1) ^ word1 ^ roundKey;
                word1 = product1;
                word2 = TLanes.HighWords(product0) ^ word3 ^ Unsafe.Add(ref roundKey, 1);
                word3 = product0;
                roundKey = ref Unsafe.Add(ref roundKey, 2);
            }

            TLanes.StoreWords(word0, word1, word2, word3, ref Unsafe.Add(ref origin, index));
            block = unchecked(block + (uint)TLanes.Count);
            index += width;
        }
        while (index <= last);

        return index;
    }

    [InlineArray(2 * RoundCount)]
    private struct RoundKeys<TLanes>
    {
        private TLanes _first;
    }
}
