using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Every weight zero: <c>w = 0</c>. All units of a layer then stay equal for ever; it is here to show why that fails.
/// </summary>
public sealed class Zeros : IInitializer
{
    /// <inheritdoc/>
    public Description Describe() => new("Zeros");

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        weights.Clear();
    }
}
