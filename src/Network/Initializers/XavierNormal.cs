using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Draws from a normal distribution with variance <c>2/(fanIn + fanOut)</c>, not truncated:
/// <c>w = N(0, 1)·√(2/(fanIn + fanOut))</c>. For sigmoid and tanh.
/// </summary>
/// <remarks>
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 12.
/// </remarks>
public sealed class XavierNormal : IInitializer
{
    /// <inheritdoc/>
    public Description Describe() => new("XavierNormal");

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        new ScaledNormal(Math.Sqrt(2 / ((double)fanIn + fanOut))).Fill(weights, fanIn, fanOut, order, random);
    }
}
