using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

/// <summary>
/// NumPy's legacy generator, <c>numpy.random.RandomState</c> and <c>numpy.random.seed</c>, bit for bit: the Mersenne Twister
/// MT19937 and the draws that NumPy has frozen on top of it.
/// </summary>
/// <remarks>
/// Every draw advances one stream, so that a program which makes the same calls in the same order as its Python original
/// gets the same numbers. Only the constructor allocates, and Choice the first time that it rents scratch memory from the
/// shared pool. An instance is not safe for use by several threads at once.
/// </remarks>
public sealed partial class NumPyRandom
{
    /// <summary>The number of 32-bit words in the state of the Mersenne Twister: 624.</summary>
    public const int StateWordCount = MersenneTwister.WordCount;

    // Not readonly: a mutable struct.
    private MersenneTwister _twister;
    private bool _hasCachedNormal;
    private double _cachedNormal;

    /// <summary>Starts the stream of <c>numpy.random.RandomState(seed)</c>.</summary>
    /// <param name="seed">Any 32-bit number, used as NumPy uses an integer: Knuth's initialisation, not an array of keys.</param>
    public NumPyRandom(uint seed) => _twister = new MersenneTwister(seed);

    /// <summary>The 624 words of the state as they stand now: the second entry of NumPy's <c>get_state()</c>.</summary>
    public ReadOnlySpan<uint> StateWords => _twister.Words;

    /// <summary>How many of the state words have been used, 0 to 624: the third entry of NumPy's <c>get_state()</c>.</summary>
    public int StatePosition => _twister.Position;

    /// <summary>
    /// The second number of the last pair of normal draws if it still waits to be handed out, otherwise null: the last two
    /// entries of NumPy's <c>get_state()</c>.
    /// </summary>
    public double? CachedNormal => _hasCachedNormal ? _cachedNormal : null;

    /// <summary>
    /// Restarts the stream in place, as <c>numpy.random.seed(seed)</c> does; the cached normal draw is forgotten.
    /// </summary>
    /// <param name="seed">Any 32-bit number.</param>
    public void Seed(uint seed)
    {
        _twister.Seed(seed);
        _hasCachedNormal = false;
    }

    /// <summary>
    /// Continues a stream from the state that <see cref="StateWords"/>, <see cref="StatePosition"/> and
    /// <see cref="CachedNormal"/> gave, as NumPy's <c>set_state</c> does; all three are overwritten.
    /// </summary>
    /// <param name="words">The state words, of length 624; copied.</param>
    /// <param name="position">How many of the words have been used, 0 to 624.</param>
    /// <param name="cachedNormal">The normal draw that waits to be handed out, finite, or null.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="words"/> is not 624 long, or is the one state that the generator can never leave: zero in every bit
    /// that counts.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="position"/> is outside 0 to 624, or <paramref name="cachedNormal"/> is not finite.
    /// </exception>
    public void RestoreState(ReadOnlySpan<uint> words, int position, double? cachedNormal)
    {
        Throw.IfLengthIsNot(StateWordCount, words);
        Throw.IfOutside(0, StateWordCount, position);
        if (cachedNormal is double cached) Throw.IfNotFinite(cached, nameof(cachedNormal));
        // Of the first word only the highest bit enters the recurrence. From this state every draw is 0 and a polar or
        // masked rejection would never end.
        if (words[0] >> 31 == 0 && !words[1..].ContainsAnyExcept(0u))
        {
            throw new ArgumentException(
                "words must not be zero throughout: the generator would return 0 for ever.", nameof(words));
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
    /// Draws a uniform number of 53 random bits, as NumPy's <c>random_sample</c> and <c>rand</c>:
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
    /// Draws a standard normal number, as NumPy's <c>randn</c> (<c>legacy_gauss</c>): Marsaglia's polar form of Box-Muller,
    /// x₁, x₂ uniform in [-1, 1) until 0 &lt; r² = x₁² + x₂² &lt; 1; then √(-2·ln(r²)/r²)·x₂ now and
    /// √(-2·ln(r²)/r²)·x₁ at the next call, whatever else is drawn in between.
    /// </summary>
    /// <remarks>
    /// <see cref="Math.Log(double)"/> and <see cref="Math.Sqrt"/> are the C library's, as NumPy's are: the same bits on the same
    /// C library, and a difference in the last place at most on another.
    /// </remarks>
    /// <returns>A finite number of mean 0 and variance 1.</returns>
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
