using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class HistogramTests
{
    [Fact]
    public void Values_are_counted_in_bins_of_equal_length()
    {
        double[] values = [0, 0.5, 1, 1.5, 2.9, 4, double.NaN, 5];
        Histogram histogram = new(values, AxisScale.Linear(DataRange.Of<double>([0, 4])), 4);
        Assert.Equal([2, 2, 1, 1], histogram.Counts);
        Assert.Equal(2, histogram.Missing);
        Assert.Contains("2 not shown", new Picture(histogram).Texts);
    }

    [Fact]
    public void On_a_logarithmic_axis_bins_have_equal_ratio()
    {
        double[] values = [1, 5, 20, 50, 500, 0, -1];
        Histogram histogram = new(values, AxisScale.Logarithmic(DataRange.Of<double>([1, 1000])), 3);
        Assert.Equal([2, 2, 1], histogram.Counts);
        Assert.Equal(2, histogram.Missing);
    }

    [Fact]
    public void Every_finite_value_is_counted_once() => Property.Holds(Values.Any.ArrayOf(), values =>
    {
        DataRange range = DataRange.Of<double>(values);
        Histogram histogram = new(values, AxisScale.Linear(range), 7);
        return histogram.Counts.Sum() + histogram.Missing == values.Length && new Picture(histogram).HasOnlyFiniteNumbers();
    });

    [Fact]
    public void Small_multiples_share_their_axes()
    {
        Panels panels = Histogram.SmallMultiples("Weights", "value", [("dense 1", [0, 0, 0, 1]), ("dense 2", [9, 10])], bins: 10);
        Picture picture = new(panels);
        picture.Shows("Weights", "dense 1", "dense 2", "value");
        Histogram[] histograms = [.. panels.Children.Cast<Histogram>()];
        Assert.All(histograms, h => Assert.Equal(3, h.HighestCount));
        Assert.Equal([3, 1, 0, 0, 0, 0, 0, 0, 0, 0], histograms[0].Counts);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 2], histograms[1].Counts);
    }
}
