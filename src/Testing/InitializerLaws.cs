using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim.Testing;

/// <summary>The laws of an initializer.</summary>
/// <example>
/// <code>
/// new InitializerLaws(_ =&gt; new XavierUniform())
/// {
///     Variance = (_, fanIn, fanOut) =&gt; 2.0 / (fanIn + fanOut),
///     Kurtosis = 1.8,
/// }
/// </code>
/// </example>
/// <param name="create">Creates the initializer.</param>
public sealed class InitializerLaws(Func<Draw, IInitializer> create) : LawSet(create(Draw.Middle).GetType().Name)
{
    private static readonly Arbitrary<Case> _cases = Arb.From(
        from draw in Draw.Any.Generator
        from fanIn in Gen.Choose(1, 40)
        from fanOut in Gen.Choose(1, 40)
        from order in Gen.Elements(DrawOrder.OutputsFirst, DrawOrder.InputsFirst)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Case(draw, fanIn, fanOut, order, (uint)seed),
        Case.Shrink);

    /// <summary>
    /// Gets the variance of the weights by draw, fan-in and fan-out. If it is not null, the weights are independent, and laws
    /// check their mean of 0, their variance and their <see cref="Kurtosis"/>.
    /// </summary>
    public Func<Draw, int, int, double>? Variance { get; init; }

    /// <summary>Gets the fourth moment over the squared variance: 3 for normal numbers, 1.8 for uniform ones.</summary>
    public double Kurtosis { get; init; } = 3;

    /// <summary>Gets whether the weights do not depend on the random stream.</summary>
    public bool IsConstant { get; init; }

    private protected override IEnumerable<Law> CreateLaws()
    {
        yield return ForAll("every weight is overwritten with a finite number, and nothing beside them", _cases, value =>
        {
            double[] room = [.. Enumerable.Repeat(double.NaN, value.Count + 2)];
            create(value.Draw).Fill(room.AsSpan(1..^1), value.FanIn, value.FanOut, value.Order, new NumPyRandom(value.Seed));
            return Fault.IfNotFinite<double>(room.AsSpan(1..^1), "weights")
                ?? Fault.Unless(double.IsNaN(room[0]) && double.IsNaN(room[^1]), "a neighbour has changed");
        });
        yield return ForAll("a seed decides everything", _cases, value =>
        {
            IInitializer initializer = create(value.Draw);
            double[] first = Fill(initializer, value);
            return Fault.IfBitsDiffer<double>(first, Fill(initializer, value), "weights drawn again")
                ?? Fault.IfBitsDiffer<double>(first, Fill(create(value.Draw), value), "weights of a new initializer");
        });
        yield return That(IsConstant ? "draws nothing" : "other seeds have other weights", () =>
        {
            Case value = new(Draw.Middle, 20, 30, DrawOrder.OutputsFirst, 8);
            IInitializer initializer = create(value.Draw);
            bool same = Fill(initializer, value).SequenceEqual(Fill(initializer, value with { Seed = 9 }));
            return Fault.Unless(same == IsConstant, same ? "two seeds have the same weights" : "two seeds have other weights");
        });
        yield return Describes(draw => create(draw).Describe(), draw => create(draw).Describe());
        if (Variance is not { } variance) yield break;
        yield return That("mean, variance and kurtosis are those of the formula, within five standard errors", () =>
        {
            Case value = new(Draw.Middle, 200, 300, DrawOrder.OutputsFirst, 11);
            double[] weights = Fill(create(value.Draw), value);
            double expected = variance(value.Draw, value.FanIn, value.FanOut), measured = weights.Average(w => w * w);
            double error = Math.Sqrt((Kurtosis - 1) / value.Count);
            return Fault.IfFar(0, weights.Average(), "the mean", 5 * Math.Sqrt(expected / value.Count))
                ?? Fault.IfFar(1, measured / expected, "the measured variance over the formula's", 5 * error)
                ?? Fault.IfFar(Kurtosis, weights.Average(w => w * w * w * w) / (measured * measured), "the kurtosis", 0.1);
        });
    }

    private static double[] Fill(IInitializer initializer, Case value)
    {
        double[] weights = new double[value.Count];
        initializer.Fill(weights, value.FanIn, value.FanOut, value.Order, new NumPyRandom(value.Seed));
        return weights;
    }

    private sealed record Case(Draw Draw, int FanIn, int FanOut, DrawOrder Order, uint Seed)
    {
        public int Count => FanIn * FanOut;

        public static IEnumerable<Case> Shrink(Case value)
        {
            foreach (int fanIn in Draw.Shrink(value.FanIn, 1)) yield return value with { FanIn = fanIn };
            foreach (int fanOut in Draw.Shrink(value.FanOut, 1)) yield return value with { FanOut = fanOut };
            foreach (Draw draw in Draw.Any.Shrinker(value.Draw)) yield return value with { Draw = draw };
        }
    }
}
