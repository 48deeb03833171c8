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
    void Fill(Span<double> weights, int fanIn, int fanOut, NumPyRandom random);
}
