using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests.Layers;

/// <summary>The shape of a layer and of a batch, and the seed of all the numbers.</summary>
/// <param name="Inputs">The values of a sample that come in.</param>
/// <param name="Outputs">The values that go out, if the layer has a choice.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Seed">The seed.</param>
public sealed record LayerCase(int Inputs, int Outputs, int Batch, int Seed)
{
    /// <summary>Shapes whose batch has at least so many samples.</summary>
    public static Arbitrary<LayerCase> Any(int smallestBatch)
    {
        Gen<LayerCase> gen =
            from inputs in Gen.Choose(1, 9)
            from outputs in Gen.Choose(1, 6)
            from batch in Gen.Choose(smallestBatch, smallestBatch + 8)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new LayerCase(inputs, outputs, batch, seed);
        return Arb.From(gen, layer => Shrink(layer, smallestBatch));
    }

    /// <summary>
    /// Returns numbers of either sign, uniform in magnitude from 0.01 to 3: the corners of activations are all at 0.
    /// </summary>
    public double[] Draw(int count, int stream)
    {
        Random random = new(Seed ^ stream);
        return [.. Enumerable.Range(0, count).Select(_ => (0.01 + (2.99 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1))];
    }

    private static IEnumerable<LayerCase> Shrink(LayerCase layer, int smallestBatch)
    {
        if (layer.Batch > smallestBatch) yield return layer with { Batch = layer.Batch - 1 };
        if (layer.Inputs > 1) yield return layer with { Inputs = layer.Inputs - 1 };
        if (layer.Outputs > 1) yield return layer with { Outputs = layer.Outputs - 1 };
    }
}
