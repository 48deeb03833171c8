using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>Normal numbers times a scale that is the same for every layer: <c>w = scale·N(0, 1)</c>.</summary>
public sealed class ScaledNormal : IInitializer
{
    /// <summary>Initializes the scale.</summary>
    /// <param name="scale">The standard deviation, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is outside its range.</exception>
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
