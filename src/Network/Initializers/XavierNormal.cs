using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Normal numbers whose variance is <c>2/(fanIn + fanOut)</c>, untruncated: <c>w = N(0, 1)·√(2/(fanIn + fanOut))</c>. Made for
/// tanh and its like.
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
