using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>Sets the initial values of a weight matrix or bias of a layer.</summary>
public interface IInitializer
{
    /// <summary>Draws the elements of one weight matrix or bias.</summary>
    /// <param name="weights"><c>[fanIn · fanOut]</c> in the order in which they are drawn; overwritten.</param>
    /// <param name="fanIn">The number of inputs of the layer; 1 for biases.</param>
    /// <param name="fanOut">The number of outputs of the layer.</param>
    /// <param name="order">The layout of the elements: row-major <c>[fanOut, fanIn]</c> or <c>[fanIn, fanOut]</c>.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="fanIn"/> or <paramref name="fanOut"/> is below 1, their product exceeds the maximum array length, or
    /// <paramref name="order"/> is not a member of the enumeration.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="weights"/> does not have <c>fanIn · fanOut</c> elements.</exception>
    void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random);

    /// <summary>Describes the initializer: its kind and hyperparameters.</summary>
    Description Describe();
}

/// <summary>The order in which the elements of a dense weight matrix are drawn from a random stream.</summary>
public enum DrawOrder
{
    /// <summary>
    /// All inputs of the first output, then of the second: row-major <c>[outputs, inputs]</c>, as in deeplearning.ai and PyTorch.
    /// </summary>
    OutputsFirst,

    /// <summary>
    /// All outputs of the first input, then of the second: row-major <c>[inputs, outputs]</c>, as in "Neural Networks from
    /// Scratch" and CS231n.
    /// </summary>
    InputsFirst,
}

/// <summary>Validates the arguments of <see cref="IInitializer.Fill"/>.</summary>
internal static class FillArguments
{
    public static void Validate(ReadOnlySpan<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Validate(order);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fanOut, Array.MaxLength / fanIn);
        Throw.IfLengthIsNot(fanIn * fanOut, weights);
    }

    public static void Validate(DrawOrder order)
    {
        if (order is not (DrawOrder.OutputsFirst or DrawOrder.InputsFirst))
        {
            throw new ArgumentOutOfRangeException(
                nameof(order), order, $"order must be OutputsFirst or InputsFirst; it was {order}.");
        }
    }
}
