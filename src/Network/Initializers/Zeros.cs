using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Sets every weight to zero: <c>w = 0</c>. Use it for biases: with zero weights, all units of a layer stay equal in training.
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
