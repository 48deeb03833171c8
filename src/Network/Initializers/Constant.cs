using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>
/// Sets every weight to the same value: <c>w = value</c>. Use it for biases; weights that start equal stay equal during training.
/// </summary>
public sealed class Constant : IInitializer
{
    /// <summary>Creates an initializer.</summary>
    /// <param name="value">The value, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public Constant(double value) => Value = Throw.IfNotFinite(value);

    /// <summary>Gets the value.</summary>
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
