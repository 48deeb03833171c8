using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Draws from a normal distribution with variance <c>1/fanIn</c>, not truncated: <c>w = N(0, 1)·√(1/fanIn)</c>. A linear layer
/// then preserves the variance of its inputs.
/// </summary>
/// <remarks>LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998, equation 16.</remarks>
public sealed class LeCunNormal : IInitializer
{
    /// <inheritdoc/>
    public Description Describe() => new("LeCunNormal");

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        new ScaledNormal(Math.Sqrt(1.0 / fanIn)).Fill(weights, fanIn, fanOut, order, random);
    }
}
