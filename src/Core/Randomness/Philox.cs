using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SimdOptim.Randomness;

/// <summary>
/// Philox4x32-10, a random generator without state. Four words are a pure function of a counter and a key, so any thread can
/// compute any part of any stream at any time.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3. The bits are the same on
/// every machine and at every register width; nothing is allocated. The generator passes the usual statistical tests for
/// simulation. It is not a cipher.
/// </remarks>
public static class Philox
{
    /// <summary>The number of elements in one stream of one step: 2³⁴.</summary>
    public const long StreamLength = 1L << 34;

    /// <summary>Returns the four words of a counter and a key.</summary>
    /// <param name="counter">The counter. Word 0 is its lowest 32 bits.</param>
    /// <param name="key">The key. Word 0 is its lower half.</param>
    /// <returns>128 uniform bits. Word 0 is the lowest 32.</returns>
    public static UInt128 Block(UInt128 counter, ulong key)
    {
        Span<uint> words = stackalloc uint[WordsPerBlock];
        WriteBlock(words, (uint)counter, (uint)(counter >> 32), (uint)(counter >> 64), (uint)(counter >> 96), key);
        return new UInt128(((ulong)words[3] << 32) | words[2], ((ulong)words[1] << 32) | words[0]);
    }

    /// <summary>
    /// Fills a span with uniform 32-bit words. Each word depends only on seed, step, stream and its own position, so filling in
    /// pieces gives the same words as filling at once.
    /// </summary>
    /// <remarks>
    /// The word at position p is word p mod 4 of a <see cref="Block"/>. The words of its counter are ⌊p/4⌋,
    /// <paramref name="stream"/>, and the lower and upper half of <paramref name="step"/>. Its key is <paramref name="seed"/>.
    /// </remarks>
    /// <param name="destination">Any shape; overwritten.</param>
    /// <param name="seed">The seed of all streams.</param>
    /// <param name="step">The step, such as that of a training run.</param>
    /// <param name="stream">The stream within the step, such as a layer.</param>
    /// <param name="firstPosition">The position of destination[0], not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="firstPosition"/> is negative, or the last position is not below <see cref="StreamLength"/>.
    /// </exception>
    public static void Fill(Span<uint> destination, ulong seed, ulong step = 0, uint stream = 0, long firstPosition = 0)
    {
        CheckPositions(destination.Length, firstPosition);
        Words(destination, seed, step, stream, firstPosition);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void CheckPositions(int length, long firstPosition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstPosition);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstPosition, StreamLength - length);
    }

    /// <summary>Fills a span, first with the widest registers, last with the words of a partial block; checks nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Words(Span<uint> destination, ulong seed, ulong step, uint stream, long firstPosition)
    {
        (uint block, int skipped) = ((uint)(firstPosition >> 2), (int)(firstPosition & 3));
        (uint stepLow, uint stepHigh) = ((uint)step, (uint)(step >>> 32));
        int index = 0;
        if (skipped > 0)
        {
            index = Math.Min(WordsPerBlock - skipped, destination.Length);
            WritePart(destination[..index], skipped, block, stream, stepLow, stepHigh, seed);
            block = unchecked(block + 1);
        }

        int start = index;
        if (Vector512.IsHardwareAccelerated)
            index = Advance<RegisterPair<Words512>>(destination, index, BlockAt(index), stream, stepLow, stepHigh, seed);
        if (Vector256.IsHardwareAccelerated)
            index = Advance<RegisterPair<Words256>>(destination, index, BlockAt(index), stream, stepLow, stepHigh, seed);
        index = Advance<Words128>(destination, index, BlockAt(index), stream, stepLow, stepHigh, seed);
        index = Advance<ScalarWords>(destination, index, BlockAt(index), stream, stepLow, stepHigh, seed);
        if (index < destination.Length) WritePart(destination[index..], 0, BlockAt(index), stream, stepLow, stepHigh, seed);

        uint BlockAt(int next) => unchecked(block + (uint)((next - start) / WordsPerBlock));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WritePart(
        Span<uint> destination, int skipped, uint counter0, uint counter1, uint counter2, uint counter3, ulong key)
    {
        Span<uint> words = stackalloc uint[WordsPerBlock];
        WriteBlock(words, counter0, counter1, counter2, counter3, key);
        words.Slice(skipped, destination.Length).CopyTo(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteBlock(Span<uint> words, uint counter0, uint counter1, uint counter2, uint counter3, ulong key) =>
        Advance<ScalarWords>(words, 0, counter0, counter1, counter2, counter3, key);

    /// <summary>
    /// Fills a span with a mask for inverted dropout. Each element is 1/keep with probability keep, otherwise 0; the mean is 1.
    /// </summary>
    /// <remarks>
    /// An element is kept if its word u of <see cref="Fill"/>, as a fraction u/2³² in [0, 1), is below keep. The comparison is
    /// exact, between integers, so the probability is keep rounded up to a multiple of 2⁻³². For the scaling at training time see
    /// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural networks from
    /// overfitting", JMLR 15, 2014, section 10.
    /// </remarks>
    /// <param name="mask">Any shape; overwritten.</param>
    /// <param name="keep">The probability of keeping an element, in (0, 1].</param>
    /// <param name="seed">The seed of all masks.</param>
    /// <param name="step">The step of the training run.</param>
    /// <param name="stream">The stream within the step, such as a layer.</param>
    /// <param name="firstPosition">The position of mask[0], not negative.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; both have the same zeros.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="keep"/> is outside (0, 1], its reciprocal is not finite in <typeparamref name="T"/>,
    /// <paramref name="firstPosition"/> is negative, or the last position is not below <see cref="StreamLength"/>.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillMask<T>(
        Span<T> mask, double keep, ulong seed, ulong step = 0, uint stream = 0, long firstPosition = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        T scale = GetScale<T>(keep);
        CheckPositions(mask.Length, firstPosition);

        // The words are computed in the memory of the mask, so that no other is needed. If an element is longer than a word they
        // lie at its end, where each word is read before an element overwrites it.
        Span<uint> words = MemoryMarshal.Cast<T, uint>(mask)[^mask.Length..];
        Words(words, seed, step, stream, firstPosition);
        uint largestKept = (uint)(Math.Ceiling(keep * 4294967296) - 1);
        if (typeof(T) == typeof(float)) SelectSingle(words, largestKept, Unsafe.BitCast<T, float>(scale));
        else SelectDouble(words, MemoryMarshal.Cast<T, double>(mask), largestKept, Unsafe.BitCast<T, double>(scale));
    }

    /// <summary>Validates a probability and returns 1/keep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T GetScale<T>(double keep)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfOutside(0, 1, keep);
        Throw.IfNotPositive(keep);
        T scale = T.CreateChecked(1 / keep);
        if (T.IsFinite(scale)) return scale;
        throw new ArgumentOutOfRangeException(
            nameof(keep), keep, FormattableString.Invariant($"1/keep must be finite in {typeof(T).Name}; keep was {keep}."));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SelectSingle(Span<uint> words, uint largestKept, float scale)
    {
        uint scaleBits = BitConverter.SingleToUInt32Bits(scale);
        ref uint word = ref MemoryMarshal.GetReference(words);
        nuint width = (nuint)Vector<uint>.Count, length = (nuint)words.Length, index = 0;
        if (width <= length)
        {
            Vector<uint> largest = new(largestKept), scales = new(scaleBits);
            do
            {
                Vector<uint> kept = Vector.LessThanOrEqual(Vector.LoadUnsafe(in word, index), largest);
                (kept & scales).StoreUnsafe(ref word, index);
                index += width;
            }
            while (index <= length - width);
        }

        for (; index < length; index++)
            Unsafe.Add(ref word, index) = Unsafe.Add(ref word, index) <= largestKept ? scaleBits : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SelectDouble(ReadOnlySpan<uint> words, Span<double> mask, uint largestKept, double scale)
    {
        ref uint word = ref MemoryMarshal.GetReference(words);
        ref double element = ref MemoryMarshal.GetReference(mask);
        nuint width = (nuint)Vector<uint>.Count, length = (nuint)words.Length, index = 0;
        if (width <= length)
        {
            Vector<uint> largest = new(largestKept);
            Vector<double> scales = new(scale);
            do
            {
                Vector<uint> kept = Vector.LessThanOrEqual(Vector.LoadUnsafe(in word, index), largest);
                Vector.Widen(Vector.AsVectorInt32(kept), out Vector<long> low, out Vector<long> high);
                (low.As<long, double>() & scales).StoreUnsafe(ref element, index);
                (high.As<long, double>() & scales).StoreUnsafe(ref element, index + (width / 2));
                index += width;
            }
            while (index <= length - width);
        }

        for (; index < length; index++)
            Unsafe.Add(ref element, index) = Unsafe.Add(ref word, index) <= largestKept ? scale : 0;
    }

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
