using SimdOptim.Randomness;

namespace SimdOptim.Layers;

/// <summary>What every mask asks of the arguments of <see cref="IDropoutMask{T}.Fill"/>.</summary>
internal static class MaskArguments
{
    /// <summary>Returns 1/keep, of arguments that it has found to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Validate<T>(ReadOnlySpan<T> mask, double keep, MaskPosition position)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = Philox.GetScale<T>(keep);
        if (position.Step < 0 || position.FirstSample < 0 || position.FeatureCount < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(position),
                position,
                "position must have a step and a first sample that are not negative, and at least 1 feature.");
        }

        if (mask.Length % position.FeatureCount == 0) return scale;
        throw new ArgumentException(
            $"mask must hold whole samples of {position.FeatureCount} values; it has length {mask.Length}.", nameof(mask));
    }
}
