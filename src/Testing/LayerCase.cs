using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Testing;

/// <summary>The shape of a layer and of a batch.</summary>
/// <param name="Inputs">The inputs of a sample.</param>
/// <param name="Outputs">The outputs of a sample, if the layer leaves the choice.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Draw">The numbers that the hyperparameters are made of.</param>
/// <param name="Seed">The seed of parameters, inputs and output gradients; a layer may take it for its own.</param>
public sealed record LayerCase(int Inputs, int Outputs, int Batch, Draw Draw, int Seed)
{
    /// <summary>Returns cases whose batch has at least a number of samples.</summary>
    internal static Arbitrary<LayerCase> Any(int smallestBatch) => Arb.From(
        from inputs in Gen.Choose(1, 9)
        from outputs in Gen.Choose(1, 6)
        from batch in Gen.Choose(smallestBatch, smallestBatch + 8)
        from draw in Draw.Any.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select new LayerCase(inputs, outputs, batch, draw, seed),
        layer => Shrink(layer, smallestBatch));

    /// <summary>Returns numbers of either sign, of magnitude 0.01 to 3: the corners of activations are at 0.</summary>
    internal double[] DrawNumbers(int count, int stream)
    {
        System.Random random = new(Seed ^ stream);
        return [.. Enumerable.Range(0, count).Select(_ =>
            (0.01 + (2.99 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1))];
    }

    private static IEnumerable<LayerCase> Shrink(LayerCase layer, int smallestBatch)
    {
        foreach (int batch in Draw.Shrink(layer.Batch, smallestBatch)) yield return layer with { Batch = batch };
        foreach (int inputs in Draw.Shrink(layer.Inputs, 1)) yield return layer with { Inputs = inputs };
        foreach (int outputs in Draw.Shrink(layer.Outputs, 1)) yield return layer with { Outputs = outputs };
        foreach (Draw draw in Draw.Any.Shrinker(layer.Draw)) yield return layer with { Draw = draw };
    }
}
