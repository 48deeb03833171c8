using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Schedules;

namespace SimdOptim.Testing;

/// <summary>The laws of a learning rate schedule: a pure function of the index that is finite and not negative.</summary>
/// <example>
/// <code>
/// new ScheduleLaws(draw =&gt; new HalfLife(initialLearningRate: draw.A, interval: 1 + (100 * draw.B)))
/// {
///     Formula = (draw, index) =&gt; draw.A * Math.Pow(0.5, index / (1 + (100 * draw.B))),
///     NeverRises = true,
/// }
/// </code>
/// </example>
/// <param name="create">Creates the schedule.</param>
public sealed class ScheduleLaws(Func<Draw, ILearningRateSchedule> create) : LawSet(create(Draw.Middle).GetType().Name)
{
    private static readonly Arbitrary<Case> _cases = Arb.From(
        from draw in Draw.Any.Generator
        from delay in Gen.Choose(0, 100_000)
        from indices in Gen.OneOf(
            Gen.Choose(0, 50).Select(index => (long)index),
            Gen.Choose(0, int.MaxValue).Select(index => (long)index),
            Gen.Choose(0, int.MaxValue).Select(index => long.MaxValue - index)).NonEmptyListOf()
        select new Case(draw, delay, [0, .. indices]),
        Case.Shrink);

    /// <summary>Gets the formula; there is no law about it if it is null.</summary>
    public Func<Draw, long, double>? Formula { get; init; }

    /// <summary>Gets the relative error that the formula may have.</summary>
    public double Tolerance { get; init; } = 1e-15;

    /// <summary>Gets whether the rate never rises.</summary>
    public bool NeverRises { get; init; }

    private protected override IEnumerable<Law> CreateLaws()
    {
        if (Formula is { } formula)
        {
            yield return ForAll("equals its formula", _cases, value => value.Indices.Select(index =>
            {
                (double expected, double actual) = (formula(value.Draw, index), create(value.Draw).GetLearningRate(index));
                return Fault.IfFar(expected, actual, $"the rate at {index}", Tolerance * expected);
            }).FirstOrDefault(fault => fault is not null));
        }

        yield return ForAll("gives the same rates in any order and twice", _cases, value =>
        {
            ILearningRateSchedule schedule = create(value.Draw);
            double[] forward = [.. value.Indices.Select(schedule.GetLearningRate)];
            double[] backward = [.. value.Indices.Reverse().Select(schedule.GetLearningRate).Reverse()];
            double[] fresh = [.. value.Indices.Select(index => create(value.Draw).GetLearningRate(index))];
            return Fault.IfBitsDiffer<double>(forward, backward, "the rates read in reverse")
                ?? Fault.IfBitsDiffer<double>(forward, fresh, "the rates of a new schedule");
        });
        yield return ForAll("is finite and not negative", _cases, value =>
        {
            double[] rates = [.. value.Indices.Select(create(value.Draw).GetLearningRate)];
            return Fault.IfNotFinite<double>(rates, "rates") ?? Fault.Unless(rates.All(rate => rate >= 0), "a rate is negative");
        });
        if (NeverRises)
        {
            yield return ForAll("never rises", _cases, value =>
            {
                double[] rates = [.. value.Indices.Order().Select(create(value.Draw).GetLearningRate)];
                return Fault.Unless(rates.Zip(rates.Skip(1)).All(pair => pair.Second <= pair.First), "a rate rises");
            });
        }

        yield return ForAll("refuses a negative index", _cases, value =>
        {
            ILearningRateSchedule schedule = create(value.Draw);
            return Fault.UnlessRefused<ArgumentOutOfRangeException>("index", () => schedule.GetLearningRate(-1))
                ?? Fault.UnlessRefused<ArgumentOutOfRangeException>("index", () => schedule.GetLearningRate(long.MinValue));
        });
        yield return ForAll("delayed by n, has at n + k the rate of k", _cases, value =>
        {
            ILearningRateSchedule schedule = create(value.Draw);
            int half = value.Delay / 2;
            double[] expected = [.. value.Indices.Select(index => schedule.GetLearningRate(Math.Max(index - value.Delay, 0)))];
            double[] delayed = [.. value.Indices.Select(schedule.Delay(value.Delay).GetLearningRate)];
            double[] twice = [.. value.Indices.Select(schedule.Delay(half).Delay(value.Delay - half).GetLearningRate)];
            return Fault.IfBitsDiffer<double>(expected, delayed, "the rates")
                ?? Fault.IfBitsDiffer<double>(expected, twice, "the rates of two delays");
        });
        yield return Describes(draw => create(draw).Describe(), draw => create(draw).Describe());
        yield return That("allocates nothing", () =>
        {
            ILearningRateSchedule schedule = create(Draw.Middle);
            return Fault.IfAllocates(() => schedule.GetLearningRate(12));
        });
    }

    private sealed record Case(Draw Draw, int Delay, long[] Indices)
    {
        public override string ToString() => $"{Draw}, indices [{string.Join(", ", Indices)}], delay {Delay}";

        public static IEnumerable<Case> Shrink(Case value)
        {
            for (int i = 0; i < value.Indices.Length; i++)
            {
                (long[] before, long index, long[] behind) = (value.Indices[..i], value.Indices[i], value.Indices[(i + 1)..]);
                if (value.Indices.Length > 1) yield return value with { Indices = [.. before, .. behind] };
                if (index > 0) yield return value with { Indices = [.. before, index / 2, .. behind] };
            }

            foreach (int delay in Draw.Shrink(value.Delay)) yield return value with { Delay = delay };
            foreach (Draw draw in Draw.Any.Shrinker(value.Draw)) yield return value with { Draw = draw };
        }
    }
}
