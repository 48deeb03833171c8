using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Schedules;

/// <summary>What every schedule promises, and each by its formula.</summary>
public abstract class ScheduleLaws
{
    private static readonly Arbitrary<Case> _cases = Arb.From(
        from rate in Gen.Choose(0, 1_000_000)
        from decay in Gen.Choose(0, 1_000_000)
        from interval in Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(1, 100_000))
        from indices in Gen.OneOf(
            Gen.Choose(0, 50).Select(index => (long)index),
            Gen.Choose(0, int.MaxValue).Select(index => (long)index),
            Gen.Choose(0, int.MaxValue).Select(index => long.MaxValue - index)).NonEmptyListOf()
        select new Case(rate / 1e5, decay / 1e4, interval, [.. indices]));

    /// <summary>Makes the schedule of a case.</summary>
    protected abstract ILearningRateSchedule Create(Case value);

    /// <summary>Its formula.</summary>
    protected abstract double Formula(Case value, long index);

    [Fact]
    public void Equals_its_formula() => Laws.Check(_cases, value =>
    {
        foreach (long index in value.Indices)
        {
            (double expected, double actual) = (Formula(value, index), Create(value).GetLearningRate(index));
            if (Math.Abs(actual - expected) > 1e-15 * expected) return $"at {index} it must be {expected:R}; it is {actual:R}";
        }

        return null;
    });

    [Fact]
    public void Gives_the_same_rates_in_any_order_and_twice() => Laws.Check(_cases, value =>
    {
        ILearningRateSchedule schedule = Create(value);
        double[] forward = [.. value.Indices.Select(schedule.GetLearningRate)];
        double[] backward = [.. value.Indices.Reverse().Select(schedule.GetLearningRate).Reverse()];
        double[] fresh = [.. value.Indices.Select(index => Create(value).GetLearningRate(index))];
        return Laws.Holds(forward.SequenceEqual(backward) && forward.SequenceEqual(fresh), "a rate depends on what was read before");
    });

    [Fact]
    public void Never_rises_and_stays_a_rate() => Laws.Check(_cases, value =>
    {
        ILearningRateSchedule schedule = Create(value);
        double[] rates = [.. value.Indices.Order().Select(schedule.GetLearningRate)];
        return Laws.Holds(rates.SequenceEqual(rates.OrderDescending()), "it rises")
            ?? Laws.Holds(Array.TrueForAll(rates, rate => rate >= 0 && double.IsFinite(rate)), "it is no rate")
            ?? Laws.Holds(schedule.GetLearningRate(0) == value.Rate, "it does not begin at the initial rate");
    });

    [Fact]
    public void Refuses_a_negative_index() => Laws.Check(_cases, value =>
    {
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Create(value).GetLearningRate(-1));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => Create(value).GetLearningRate(long.MinValue));
        return null;
    });

    [Fact]
    public void Delayed_it_is_itself_late() => Laws.Check(_cases, value =>
    {
        ILearningRateSchedule schedule = Create(value);
        foreach (long index in value.Indices)
        {
            if (schedule.Delay(0).GetLearningRate(index) != schedule.GetLearningRate(index))
                return $"a delay of 0 changes {index}";
            double late = schedule.GetLearningRate(index < value.Interval ? 0 : index - value.Interval);
            if (schedule.Delay(value.Interval).GetLearningRate(index) != late) return $"at {index} it must be {late:R}";
            double twice = schedule.Delay(value.Interval).Delay(3).GetLearningRate(index);
            if (schedule.Delay(value.Interval + 3).GetLearningRate(index) != twice) return $"delays do not add up at {index}";
        }

        return null;
    });

    /// <summary>The numbers that a schedule is made of, and where it is read.</summary>
    public sealed record Case(double Rate, double Decay, int Interval, long[] Indices);
}
