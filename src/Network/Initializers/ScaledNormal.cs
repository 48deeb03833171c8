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
