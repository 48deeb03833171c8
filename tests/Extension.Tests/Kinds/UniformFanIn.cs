using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Kinds;

/// <summary>PyTorch's default for linear layers: uniform in ±1/√fanIn.</summary>
public sealed class UniformFanIn : IInitializer
{
    public Description Describe() => new("UniformFanIn");

    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        double bound = 1 / Math.Sqrt(fanIn);
        foreach (ref double weight in weights) weight = bound * ((2 * random.NextDouble()) - 1);
    }
}
