using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>How the weights of a layer are drawn, or its biases, which begin at zero unless the layer says otherwise.</summary>
public interface IInitializer
{
    /// <summary>Draws the elements of one weight.</summary>
    /// <param name="weights"><c>[fanIn · fanOut]</c> in the order of the draw; overwritten.</param>
    /// <param name="fanIn">The inputs of the layer; 1 for its biases, which weigh one input that is always 1.</param>
    /// <param name="fanOut">The outputs of the layer.</param>
    /// <param name="order">How the elements lie: row-major <c>[fanOut, fanIn]</c> or <c>[fanIn, fanOut]</c>.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="fanIn"/> or <paramref name="fanOut"/> is below 1, or their product exceeds the longest array, or
    /// <paramref name="order"/> is none.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="weights"/> has not <c>fanIn · fanOut</c> elements.</exception>
    void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random);

    /// <summary>Returns kind and hyperparameters.</summary>
    Description Describe();
}
