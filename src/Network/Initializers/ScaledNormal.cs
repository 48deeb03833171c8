using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>Draws from a normal distribution with a given standard deviation: <c>w = scale·N(0, 1)</c>.</summary>
public sealed class ScaledNormal : IInitializer
{
    /// <summary>Creates an initializer.</summary>
    /// <param name="scale">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or not finite.</exception>
    public ScaledNormal(double scale) => Scale = Throw.IfNegativeOrNotFinite(scale);

    /// <summary>Gets the standard deviation.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public Description Describe() => new("ScaledNormal") { { "scale", Scale } };

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        random.Normal(weights);
        for (int i = 0; i < weights.Length; i++) weights[i] *= Scale;
    }
}

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
