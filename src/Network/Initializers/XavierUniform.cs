using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Draws from a uniform distribution with variance <c>2/(fanIn + fanOut)</c>: <c>w = U(-a, a)</c>,
/// <c>a = √(6/(fanIn + fanOut))</c>. For sigmoid and tanh.
/// </summary>
/// <remarks>
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, equation 16, the
/// "normalized initialization".
/// </remarks>
public sealed class XavierUniform : IInitializer
{
    /// <inheritdoc/>
    public Description Describe() => new("XavierUniform");

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        double bound = Math.Sqrt(6 / ((double)fanIn + fanOut));
        random.Uniform(weights, -bound, bound);
    }
}
