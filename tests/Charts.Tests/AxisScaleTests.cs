using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class AxisScaleTests
{
    private static readonly Gen<(DataRange Range, int Target)> _ranges =
        Values.Any.Two().SelectMany(ends => Gen.Choose(3, 10).Select(target => (Range(ends.Item1, ends.Item2), target)));

    [Fact]
    public void Linear_ticks_are_round_ascend_evenly_and_stay_inside() => Property.Holds(_ranges, given =>
    {
        AxisScale scale = AxisScale.Linear(given.Range, 0.05, 0.05);
        Tick[] ticks = scale.Ticks(given.Target);
        double[] values = [.. ticks.Select(t => t.Value)];
        double step = values[1] - values[0];
        return values.Length >= given.Target / 2
            && values.Length <= 2 * given.Target + 1
            && values.All(v => v >= scale.Minimum && v <= scale.Maximum)
            && values.Zip(values.Skip(1)).All(pair => Math.Abs(pair.Second - pair.First - step) <= 1e-6 * step)
            && IsRound(step);
    });

    [Fact]
    public void Linear_ticks_have_distinct_labels() => Property.Holds(_ranges, given =>
    {
        Tick[] ticks = AxisScale.Linear(given.Range).Ticks(given.Target);
        return ticks.All(t => t.Label.Length > 0) && ticks.DistinctBy(t => t.Label).Count() == ticks.Length;
    });

    [Fact]
    public void Logarithmic_ticks_ascend_inside_and_two_are_labelled() => Property.Holds(_ranges, given =>
    {
        DataRange positive = Range(Math.Abs(given.Range.Minimum), Math.Abs(given.Range.Maximum));
        AxisScale scale = AxisScale.Logarithmic(positive, 0.04);
        Tick[] ticks = scale.Ticks(given.Target);
        return ticks.Count(t => !t.IsMinor) >= 2
            && ticks.All(t => t.Value >= scale.Minimum && t.Value <= scale.Maximum)
            && ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Value < pair.Second.Value);
    });

    [Fact]
    public void Fraction_is_finite_and_runs_from_zero_to_one() => Property.Holds(_ranges.Zip(Values.Finite), given =>
    {
        ((DataRange range, _), double value) = given;
        AxisScale scale = AxisScale.Linear(range);
        return scale.Fraction(scale.Minimum) == 0
            && scale.Fraction(scale.Maximum) == 1
            && double.IsFinite(scale.Fraction(value));
    });

    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-2.4, 2.4, "−2 −1 0 1 2")]
    [InlineData(0, 24_000, "0 5,000 10,000 15,000 20,000")]
    [InlineData(0, 3e8, "0 5×10⁷ 10⁸ 1.5×10⁸ 2×10⁸ 2.5×10⁸ 3×10⁸")]
    [InlineData(0, 2e-7, "0 5×10⁻⁸ 10⁻⁷ 1.5×10⁻⁷ 2×10⁻⁷")]
    public void Linear_labels(double minimum, double maximum, string labels) =>
        Assert.Equal(labels, string.Join(' ', AxisScale.Linear(Range(minimum, maximum)).Ticks(5).Select(t => t.Label)));

    [Theory]
    [InlineData(0.01, 100, "0.01 0.1 1 10 100")]
    [InlineData(1e-9, 1e-6, "10⁻⁹ 10⁻⁸ 10⁻⁷ 10⁻⁶")]
    [InlineData(1, 20, "1 2 5 10 20")]
    [InlineData(3, 4, "3.0 3.2 3.4 3.6 3.8 4.0")]
    public void Logarithmic_labels(double minimum, double maximum, string labels)
    {
        Tick[] ticks = AxisScale.Logarithmic(Range(minimum, maximum)).Ticks(5);
        Assert.Equal(labels, string.Join(' ', ticks.Where(t => !t.IsMinor).Select(t => t.Label)));
    }

    [Fact]
    public void What_is_counted_has_no_ticks_between_whole_numbers() =>
        Assert.Equal([0, 1, 2], AxisScale.Linear(Range(0, 2), isWhole: true).Ticks(10).Select(t => t.Value));

    private static DataRange Range(double a, double b)
    {
        DataRange range = new();
        range.Add(a);
        range.Add(b);
        return range;
    }

    private static bool IsRound(double step)
    {
        double mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        return new[] { 1.0, 2.0, 5.0, 10.0 }.Any(m => Math.Abs(mantissa - m) < 1e-5);
    }
}
