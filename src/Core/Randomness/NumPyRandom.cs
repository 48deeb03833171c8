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

    /// <summary>Fills a span with uniform numbers, low + (high - low)·u, like NumPy's <c>uniform(low, high, size)</c>.</summary>
    /// <typeparam name="T">
    /// <see cref="double"/>, or <see cref="float"/>, for which each number is computed in double and rounded once.
    /// </typeparam>
    /// <param name="destination">Any shape; overwritten from the first element to the last.</param>
    /// <param name="low">The inclusive lower bound, finite.</param>
    /// <param name="high">
    /// The upper bound, exclusive except for rounding. Finite; it may be below <paramref name="low"/>, as in NumPy.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="low"/>, <paramref name="high"/> or their difference is not finite.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public void Uniform<T>(Span<T> destination, double low = 0.0, double high = 1.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        Throw.IfNotFinite(low);
        Throw.IfNotFinite(high);
        double range = Throw.IfNotFinite(high - low, nameof(high));
        foreach (ref T value in destination) value = T.CreateTruncating(low + range * NextDouble());
    }

    /// <summary>
    /// Fills a span with normal numbers, mean + standardDeviation·z, like NumPy's <c>normal(loc, scale, size)</c>. Each z is
    /// drawn with <see cref="NextNormal"/>.
    /// </summary>
    /// <param name="destination">Any shape; overwritten from the first element to the last.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="mean"/> is not finite, or <paramref name="standardDeviation"/> is negative or not finite.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    /// <inheritdoc cref="Uniform{T}(Span{T}, double, double)" path="/typeparam"/>
    public void Normal<T>(Span<T> destination, double mean = 0.0, double standardDeviation = 1.0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        Throw.IfNotFinite(mean);
        Throw.IfNegativeOrNotFinite(standardDeviation);
        foreach (ref T value in destination) value = T.CreateTruncating(mean + standardDeviation * NextNormal());
    }

    /// <summary>
    /// Draws an integer uniformly from low, low + 1, …, highExclusive - 1, like NumPy's <c>randint(low, high)</c>. It takes the
    /// lowest bits of a draw, and draws again while they exceed the range (masked rejection).
    /// </summary>
    /// <remarks>
    /// A range above 2³² - 1 takes two 32-bit draws per attempt, the upper word first. A range of one number takes no draw.
    /// </remarks>
    /// <param name="low">The smallest number.</param>
    /// <param name="highExclusive">The exclusive upper bound; above <paramref name="low"/>.</param>
    /// <returns>A number in [low, highExclusive).</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="highExclusive"/> is not above <paramref name="low"/>.
    /// </exception>
    public long Integers(long low, long highExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highExclusive, low);
        return unchecked(low + (long)Interval((ulong)(highExclusive - low) - 1));
    }

    /// <summary>Fills a span with <see cref="Integers(long, long)"/>, like NumPy's <c>randint(low, high, size)</c>.</summary>
    /// <inheritdoc cref="Uniform{T}(Span{T}, double, double)" path="/param[@name='destination']"/>
    /// <inheritdoc cref="Integers(long, long)" path="/param|/exception"/>
    public void Integers(Span<long> destination, long low, long highExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highExclusive, low);
        ulong range = unchecked((ulong)(highExclusive - low) - 1);
        foreach (ref long value in destination) value = unchecked(low + (long)Interval(range));
    }

    /// <summary>
    /// Fills a span with <see cref="Integers(long, long)"/>, like NumPy's <c>randint(low, high, size)</c>. NumPy's 32-bit
    /// integers are the same numbers as its 64-bit ones.
    /// </summary>
    /// <inheritdoc cref="Integers(Span{long}, long, long)"/>
    public void Integers(Span<int> destination, int low, int highExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highExclusive, low);
        uint range = unchecked((uint)(highExclusive - low) - 1);
        foreach (ref int value in destination) value = unchecked(low + (int)Interval(range));
    }

    // A number in [0, maximum], like NumPy's random_interval and its masked random_bounded_uint64.
    private ulong Interval(ulong maximum)
    {
        if (maximum <= uint.MaxValue) return Interval((uint)maximum);
        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(maximum);
        ulong value;
        do
        {
            ulong high = NextUInt32();
            value = ((high << 32) | NextUInt32()) & mask;
        }
        while (value > maximum);
        return value;
    }

    private uint Interval(uint maximum)
    {
        if (maximum == 0) return 0;
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount(maximum);
        uint value;
        do value = NextUInt32() & mask;
        while (value > maximum);
        return value;
    }
}
