using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// One number everywhere: <c>w = value</c>. For biases; weights that are all equal stay so, as <see cref="Zeros"/> do.
/// </summary>
public sealed class Constant : IInitializer
{
    /// <summary>Initializes the number.</summary>
    /// <param name="value">The number, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public Constant(double value) => Value = Throw.IfNotFinite(value);

    /// <summary>Gets the number.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public Description Describe() => new("Constant") { { "value", Value } };

    /// <inheritdoc/>
    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        FillArguments.Validate(weights, fanIn, fanOut, order, random);
        weights.Fill(Value);
    }
}
