using SimdOptim.Randomness;

namespace SimdOptim.Layers;

/// <summary>
/// The masks of a Python original, <c>np.random.rand(…) &lt; keep</c>, drawn one after another from one stream.
/// </summary>
/// <remarks>
/// One instance is shared by the dropout layers of a network, whose masks follow each other in the stream. It remembers where the
/// stream stands, so only one thread at a time can train with it, and an epoch that is tried again draws on.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NumPyMask<T> : IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Draws from a stream that continues from pass to pass, so that every pass has new masks.</summary>
    /// <param name="random">The stream.</param>
    /// <param name="order">In which order a mask's elements are drawn.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is not a value of <see cref="MaskOrder"/>.</exception>
    public NumPyMask(NumPyRandom random, MaskOrder order)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (order is not (MaskOrder.SamplesFirst or MaskOrder.FeaturesFirst))
            throw new ArgumentOutOfRangeException(nameof(order), order, "order must be one of those that have a name.");
        Random = random;
        Order = order;
    }

    /// <summary>
    /// Draws from a stream that the first dropout layer starts anew in every pass, as deeplearning.ai's notebook does with
    /// seed 1: every step has the same masks.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="order">In which order a mask's elements are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is not a value of <see cref="MaskOrder"/>.</exception>
    public NumPyMask(uint seed, MaskOrder order)
        : this(new NumPyRandom(seed), order) => Seed = seed;

    /// <summary>Gets the order in which a mask's elements are drawn.</summary>
    public MaskOrder Order { get; }

    /// <summary>Gets the seed that every pass begins with, or null if the stream continues.</summary>
    public uint? Seed { get; }

    /// <summary>Gets the stream.</summary>
    internal NumPyRandom Random { get; }

    /// <inheritdoc/>
    public Description Describe()
    {
        Description description = new("NumPyMask") { { "featuresFirst", Order == MaskOrder.FeaturesFirst } };
        if (Seed is { } seed) description.Add("seedOfPass", (ulong)seed);
        return description;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<T> mask, double keep, MaskPosition position)
    {
        T scale = MaskArguments.Validate<T>(mask, keep, position);
        if (position.Layer == 0 && Seed is { } seed) Random.Seed(seed);
        int features = position.FeatureCount, samples = mask.Length / features;
        for (int i = 0; i < mask.Length; i++)
        {
            int target = Order == MaskOrder.SamplesFirst ? i : (i % samples * features) + (i / samples);
            mask[target] = Random.NextDouble() < keep ? scale : T.Zero;
        }
    }
}
