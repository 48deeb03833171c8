using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class LineChartTests
{
    [Fact]
    public void Any_values_make_a_picture() => Property.Holds(
        Values.Any.ArrayOf().Two().Zip(Gen.Elements(true, false)), given =>
        {
            ((double[] first, double[] second), bool isLogarithmic) = given;
            LineChart chart = new()
            {
                Title = "any",
                HasLogarithmicY = isLogarithmic,
                Series = [LineSeries.Of<double>("first", first), LineSeries.Of<double>("second", second)],
            };
            Picture picture = new(chart);
            return picture.HasOnlyFiniteNumbers() && picture.Texts.Contains("first") && picture.Texts.Contains("second");
        });

    [Fact]
    public void Every_title_and_legend_entry_stands_there()
    {
        Picture picture = new(new LineChart
        {
            Title = "Cost",
            Subtitle = "moons",
            XTitle = "epoch",
            YTitle = "cross-entropy",
            Series = [LineSeries.Of<float>("Adam", [3, 2, 1]), LineSeries.Of<float>("Sgd", [3, 3, 2])],
        });
        picture.Shows("Cost", "moons", "epoch", "cross-entropy", "Adam", "Sgd");
        Assert.Contains(Strokes(picture), s => s.Colour == Theme.Colour(0) && s.Points == 3);
        Assert.Contains(Strokes(picture), s => s.Colour == Theme.Colour(1) && s.Points == 3);
    }

    [Fact]
    public void A_hundred_thousand_points_make_a_small_file()
    {
        Random random = new(1);
        double[] noise = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];
        string svg = new LineChart { Series = [LineSeries.Of<double>("noise", noise)] }.ToSvg();
        Assert.InRange(svg.Length, 10_000, 60_000);
    }

    [Fact]
    public void Gaps_in_every_second_place_make_a_small_file_too()
    {
        double[] broken = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? Math.Sin(i) : double.NaN)];
        Assert.InRange(new LineChart { Series = [LineSeries.Of<double>("broken", broken)] }.ToSvg().Length, 5_000, 200_000);
    }

    [Fact]
    public void What_is_not_finite_breaks_the_line_and_a_lone_point_is_a_dot()
    {
        LineSeries series = LineSeries.Of<double>("", [1, 2, double.NaN, 5, double.PositiveInfinity, 3, 4]);
        Picture picture = new(new LineChart { Series = [series] });
        string path = picture.Elements("path").Single().Attribute("d")!.Value;
        Assert.Equal([2, 2], Picture.Chains(path).Select(c => c.Count));
        Assert.Single(picture.Elements("circle"));
    }

    [Fact]
    public void On_a_logarithmic_axis_zero_and_less_break_the_line()
    {
        LineSeries series = LineSeries.Of<double>("", [1, 10, 0, 100, 10, -1]);
        Picture picture = new(new LineChart { HasLogarithmicY = true, Series = [series] });
        string path = picture.Elements("path").Single().Attribute("d")!.Value;
        Assert.Equal([2, 2], Picture.Chains(path).Select(c => c.Count));
    }

    [Fact]
    public void One_point_is_a_dot_and_none_is_said() => Assert.Multiple(
        () => Assert.Single(new Picture(new LineChart { Series = [LineSeries.Of<double>("", [7])] }).Elements("circle")),
        () => Assert.Contains("no values to show", new Picture(new LineChart()).Texts));

    [Fact]
    public void Equal_values_lie_on_one_level_line()
    {
        Picture picture = new(new LineChart { Series = [LineSeries.Of<double>("", [0.7, 0.7, 0.7])] });
        List<Point> line = Picture.Chains(picture.Elements("path").Single().Attribute("d")!.Value).Single();
        Assert.Single(line.DistinctBy(p => p.Y));
        Assert.Contains("0.70", picture.Texts);
    }

    [Fact]
    public void Series_whose_lengths_differ_or_that_turn_back_are_refused()
    {
        Assert.Contains("2 x values and 1 y", Assert.Throws<ArgumentException>(() => new LineSeries("s", [1, 2], [1])).Message);
        Assert.Contains("x must ascend", Assert.Throws<ArgumentException>(() => new LineSeries("s", [2, 1], [1, 1])).Message);
    }

    [Fact]
    public void The_average_of_a_constant_is_that_constant_from_the_first_value()
    {
        LineSeries average = LineSeries.Of<double>("raw", [3, 3, double.NaN, 3]).Averaged("average", 0.9);
        Assert.Equal(3, average.Y[0], 1e-12);
        Assert.Equal(3, average.Y[1], 1e-12);
        Assert.True(double.IsNaN(average.Y[2]));
        Assert.Equal(3, average.Y[3], 1e-12);
    }

    private static IEnumerable<(string Colour, int Points)> Strokes(Picture picture) => picture.Elements("path").Select(
        p => (p.Attribute("stroke")!.Value, Picture.Chains(p.Attribute("d")!.Value).Sum(c => c.Count)));
}
