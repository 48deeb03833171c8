using System.Runtime.CompilerServices;
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
public static partial class Philox
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
}
