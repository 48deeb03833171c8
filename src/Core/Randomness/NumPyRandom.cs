using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

/// <summary>
/// NumPy's legacy generator, <c>numpy.random.RandomState</c> and <c>numpy.random.seed</c>, bit for bit. It consists of the
/// Mersenne Twister MT19937 and of the distributions that NumPy keeps unchanged for it.
/// </summary>
/// <remarks>
/// All draws advance one stream. A program that makes the same calls in the same order as its Python original gets the same
/// numbers. Only the constructor allocates, and Choice when the shared pool has no scratch memory to rent. Instances are not
/// thread-safe.
/// </remarks>
public sealed partial class NumPyRandom
{
    /// <summary>The number of 32-bit words in the state of the Mersenne Twister: 624.</summary>
    public const int StateWordCount = MersenneTwister.WordCount;

    // Not readonly: its methods change it.
    private MersenneTwister _twister;
    private bool _hasCachedNormal;
    private double _cachedNormal;

    /// <summary>Initializes the stream of <c>numpy.random.RandomState(seed)</c>.</summary>
    /// <param name="seed">
    /// Any 32-bit number. As in NumPy, an integer seeds by Knuth's initialization, not as an array of keys.
    /// </param>
    public NumPyRandom(uint seed) => _twister = new MersenneTwister(seed);

    /// <summary>Gets the 624 words of the current state: the second entry of NumPy's <c>get_state()</c>.</summary>
    public ReadOnlySpan<uint> StateWords => _twister.Words;

    /// <summary>Gets the number of state words used, 0 to 624: the third entry of NumPy's <c>get_state()</c>.</summary>
    public int StatePosition => _twister.Position;

    /// <summary>
    /// Gets the second number of the last pair of normal numbers, or null if it was drawn already: the last two entries of
    /// NumPy's <c>get_state()</c>.
    /// </summary>
    public double? CachedNormal => _hasCachedNormal ? _cachedNormal : null;

    /// <summary>
    /// Restarts the stream, like <c>numpy.random.seed(seed)</c>, and discards the cached normal number.
    /// </summary>
    /// <param name="seed">Any 32-bit number.</param>
    public void Seed(uint seed)
    {
        _twister.Seed(seed);
        _hasCachedNormal = false;
    }

    /// <summary>
    /// Continues a stream from a state read from <see cref="StateWords"/>, <see cref="StatePosition"/> and
    /// <see cref="CachedNormal"/>, like NumPy's <c>set_state</c>. All three are overwritten.
    /// </summary>
    /// <param name="words">The state words, of length 624; copied.</param>
    /// <param name="position">The number of words used, 0 to 624.</param>
    /// <param name="cachedNormal">The second number of a pair of normal numbers, finite, or null.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="words"/> is not 624, or every bit that the recurrence reads is zero, a state that the
    /// generator never leaves.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="position"/> is outside 0 to 624, or <paramref name="cachedNormal"/> is not finite.
    /// </exception>
    public void RestoreState(ReadOnlySpan<uint> words, int position, double? cachedNormal)
    {
        Throw.IfLengthIsNot(StateWordCount, words);
        Throw.IfOutside(0, StateWordCount, position);
        if (cachedNormal is double cached) Throw.IfNotFinite(cached, nameof(cachedNormal));
        // Of the first word the recurrence reads only the highest bit. From the all-zero state every draw is 0, and polar or
        // masked rejection never ends.
        if (words[0] >> 31 == 0 && !words[1..].ContainsAnyExcept(0u))
        {
            throw new ArgumentException(
                "words must not be all zero: every draw would be 0.", nameof(words));
        }

        _twister.Restore(words, position);
        _hasCachedNormal = cachedNormal.HasValue;
        _cachedNormal = cachedNormal.GetValueOrDefault();
    }

    /// <summary>Draws 32 uniform bits (MT19937's <c>genrand_int32</c>).</summary>
    /// <returns>A number from 0 to 2³² - 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextUInt32() => _twister.Next();

    /// <summary>
    /// Draws a uniform number with 53 random bits, like NumPy's <c>random_sample</c> and <c>rand</c>:
    /// ((a ≫ 5)·2²⁶ + (b ≫ 6)) / 2⁵³ from two 32-bit draws a, b.
    /// </summary>
    /// <returns>A number in [0, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5;
        uint low = NextUInt32() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary>
    /// Draws a standard normal number, like NumPy's <c>randn</c> (<c>legacy_gauss</c>), by Marsaglia's polar form of Box-Muller.
    /// It draws x₁, x₂ uniformly in [-1, 1) until 0 &lt; r² = x₁² + x₂² &lt; 1, and returns √(-2·ln(r²)/r²)·x₂. The next call
    /// returns √(-2·ln(r²)/r²)·x₁, whatever is drawn in between.
    /// </summary>
    /// <remarks>
    /// Like NumPy, this method calls the logarithm of the C library. The numbers have the same bits with the same C library, and
    /// differ by at most one unit in the last place with another.
    /// </remarks>
    /// <returns>A finite number, from a distribution with mean 0 and variance 1.</returns>
    public double NextNormal()
    {
        if (_hasCachedNormal)
        {
            _hasCachedNormal = false;
            return _cachedNormal;
        }

        double x1, x2, squaredRadius;
        do
        {
            x1 = 2.0 * NextDouble() - 1.0;
            x2 = 2.0 * NextDouble() - 1.0;
            squaredRadius = x1 * x1 + x2 * x2;
        }
        while (squaredRadius >= 1.0 || squaredRadius == 0.0);

        double scale = Math.Sqrt(-2.0 * Math.Log(squaredRadius) / squaredRadius);
        _cachedNormal = scale * x1;
        _hasCachedNormal = true;
        return scale * x2;
    }
}
