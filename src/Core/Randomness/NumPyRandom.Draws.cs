using System.Numerics;

namespace SimdOptim.Randomness;

// Independent draws into a span.
public sealed partial class NumPyRandom
{
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
    /// <typeparam name="T">
    /// <see cref="double"/>, or <see cref="float"/>, for which each number is computed in double and rounded once.
    /// </typeparam>
    /// <param name="destination">Any shape; overwritten from the first element to the last.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="mean"/> is not finite, or <paramref name="standardDeviation"/> is negative or not finite.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
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
    /// <param name="destination">Any shape; overwritten from the first element to the last.</param>
    /// <param name="low">The smallest number.</param>
    /// <param name="highExclusive">The exclusive upper bound; above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="highExclusive"/> is not above <paramref name="low"/>.
    /// </exception>
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
