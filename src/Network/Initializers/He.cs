using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Draws from a normal distribution with variance <c>2/fanIn</c>, not truncated: <c>w = N(0, 1)·√(2/fanIn)</c>. For ReLU.
/// </summary>
/// <remarks>He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015, equation 10.</remarks>
public sealed class He : IInitializer
{
    /// <inheritdoc/>
    public Description Describe() => new("He");

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        new ScaledNormal(Math.Sqrt(2.0 / fanIn)).Fill(weights, fanIn, fanOut, order, random);
    }
}
