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
