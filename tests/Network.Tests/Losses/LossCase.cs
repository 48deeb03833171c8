using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests.Losses;

/// <summary>The shape of a batch that is judged, and the seed of all the numbers.</summary>
/// <param name="Outputs">The values of a sample.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Seed">The seed.</param>
public sealed record LossCase(int Outputs, int Batch, int Seed)
{
    /// <summary>Shapes with at least and at most so many outputs.</summary>
    public static Arbitrary<LossCase> Any(int fewestOutputs, int mostOutputs)
    {
        Gen<LossCase> gen =
            from outputs in Gen.Choose(fewestOutputs, mostOutputs)
            from batch in Gen.Choose(1, 20)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new LossCase(outputs, batch, seed);
        return Arb.From(gen, loss => Shrink(loss, fewestOutputs));
    }

    /// <summary>Returns numbers uniform in [-3, 3).</summary>
    public double[] DrawOutputs()
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, Batch * Outputs).Select(_ => (6 * random.NextDouble()) - 3)];
    }

    /// <summary>Returns the index of a class for each sample.</summary>
    public double[] DrawClasses(int classCount)
    {
        Random random = new(Seed ^ 1);
        return [.. Enumerable.Range(0, Batch).Select(_ => (double)random.Next(classCount))];
    }

    private static IEnumerable<LossCase> Shrink(LossCase loss, int fewestOutputs)
    {
        if (loss.Batch > 1) yield return loss with { Batch = loss.Batch - 1 };
        if (loss.Outputs > fewestOutputs) yield return loss with { Outputs = loss.Outputs - 1 };
    }
}
