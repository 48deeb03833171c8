namespace SimdOptim.Randomness;

/// <summary>
/// The 32-bit Mersenne Twister MT19937 (Matsumoto and Nishimura 1998, "Mersenne Twister", ACM TOMACS 8(1)). Its state is 624
/// words. Each new word mixes three old ones, and is tempered when it is drawn.
/// </summary>
internal struct MersenneTwister
{
    public const int WordCount = 624;

    private const int Middle = 397;
    private const uint TwistMatrix = 0x9908B0DF;
    private const uint UpperBit = 0x80000000;
    private const uint LowerBits = 0x7FFFFFFF;

    private readonly uint[] _words = new uint[WordCount];
    private int _position;

    public MersenneTwister(uint seed) => Seed(seed);

    public readonly ReadOnlySpan<uint> Words => _words;

    /// <summary>Gets the number of words drawn since the last twist, 0 to 624. At 624 the next draw twists first.</summary>
    public readonly int Position => _position;

    /// <summary>
    /// Seeds the state with Knuth's initialization: word[i] = 1812433253·(word[i-1] ⊕ (word[i-1] ≫ 30)) + i, from word[0] = seed.
    /// </summary>
    public void Seed(uint seed)
    {
        Span<uint> words = _words;
        words[0] = seed;
        for (int i = 1; i < words.Length; i++)
        {
            seed = 1812433253u * (seed ^ (seed >> 30)) + (uint)i;
            words[i] = seed;
        }

        _position = WordCount;
    }

    public void Restore(ReadOnlySpan<uint> words, int position)
    {
        words.CopyTo(_words);
        _position = position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        if (_position == WordCount) Twist();
        uint word = _words[_position++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    // Three loops, so that no index needs a remainder. The word 397 places ahead is an old one in the first, a new one after it.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Twist()
    {
        Span<uint> words = _words;
        for (int i = 0; i < WordCount - Middle; i++)
            words[i] = Mix(words[i], words[i + 1], words[i + Middle]);
        for (int i = WordCount - Middle; i < WordCount - 1; i++)
            words[i] = Mix(words[i], words[i + 1], words[i + Middle - WordCount]);
        words[WordCount - 1] = Mix(words[WordCount - 1], words[0], words[Middle - 1]);
        _position = 0;
    }

    // -(next & 1) is all ones or zero. A branch instead would be mispredicted half of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint word, uint next, uint distant) =>
        distant ^ (((word & UpperBit) | (next & LowerBits)) >> 1) ^ (TwistMatrix & (0u - (next & 1)));
}
