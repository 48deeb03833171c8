using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>A run with ranges at random places, some empty, some overlapping, some beyond the last parameter.</summary>
internal sealed record RangesCase(OptimizerCase Run, (int Start, int End)[] Pairs)
{
    public static Arbitrary<RangesCase> Arbitrary { get; } = Arb.From(
        from run in OptimizerCase.OfUsualMagnitude.Generator
        from count in Gen.Choose(0, 6)
        from starts in Gen.Choose(0, 140).ArrayOf(count)
        from lengths in Gen.Choose(0, 40).ArrayOf(count)
        select new RangesCase(run, [.. starts.Zip(lengths, (start, length) => (start, start + length))]),
        Shrink);

    public ParameterRanges Ranges => new(Pairs);

    /// <summary>Which parameters are in a range, far beyond the last one.</summary>
    public bool[] Model
    {
        get
        {
            bool[] model = new bool[200];
            foreach ((int start, int end) in Pairs) model.AsSpan(start..end).Fill(true);
            return model;
        }
    }

    private static IEnumerable<RangesCase> Shrink(RangesCase value)
    {
        for (int i = 0; i < value.Pairs.Length; i++)
            yield return value with { Pairs = [.. value.Pairs[..i], .. value.Pairs[(i + 1)..]] };
        foreach (OptimizerCase run in OptimizerCase.OfUsualMagnitude.Shrinker(value.Run)) yield return value with { Run = run };
    }
}
