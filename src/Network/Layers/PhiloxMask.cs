using SimdOptim.Randomness;

namespace SimdOptim.Layers;

/// <summary>
/// Masks that depend on seed, step, layer and place in the batch alone, by <see cref="Philox"/>: never on the width of the
/// registers, the thread, or how a batch is split. Any mask can be drawn again.
/// </summary>
/// <param name="seed">The seed of all masks.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class PhiloxMask<T>(ulong seed) : IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the seed of all masks.</summary>
    public ulong Seed { get; } = seed;

    /// <inheritdoc/>
    public Description Describe() => new("PhiloxMask") { { "seed", Seed } };

    /// <summary>
    /// Fills a mask from stream <see cref="MaskPosition.Layer"/> of its step; the whole batch begins at position 0.
    /// </summary>
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<T> mask, double keep, MaskPosition position)
    {
        _ = MaskArguments.Validate<T>(mask, keep, position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            position.FirstSample, (Philox.StreamLength - mask.Length) / position.FeatureCount, nameof(position));
        Philox.FillMask(mask, keep, Seed, (ulong)position.Step, position.Layer, position.FirstSample * position.FeatureCount);
    }
}
