using SimdOptim.Randomness;

namespace SimdOptim.Initializers;

/// <summary>How the weights of a layer are drawn. Biases begin at zero.</summary>
public interface IInitializer
{
    /// <summary>Draws the elements of one weight.</summary>
    /// <param name="weights"><c>[fanIn · fanOut]</c> in the order of the draw; overwritten.</param>
    /// <param name="fanIn">The inputs of the layer.</param>
    /// <param name="fanOut">The outputs of the layer.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="fanIn"/> or <paramref name="fanOut"/> is below 1, or their product exceeds the longest array.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="weights"/> has not <c>fanIn · fanOut</c> elements.</exception>
    void Fill(Span<double> weights, int fanIn, int fanOut, NumPyRandom random);
}
