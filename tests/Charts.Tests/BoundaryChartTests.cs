using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class BoundaryChartTests
{
    private static readonly float[] _features = [0, 0, 1, 2, -1, 1, 3, -2];

    [Fact]
    public void The_grid_covers_the_points_and_a_margin()
    {
        SampleGrid grid = SampleGrid.Around<float>(_features, [5, 0], columns: 4, rows: 3);
        Assert.Equal(-1 - 0.08 * 6, grid.XScale.Minimum, 1e-12);
        Assert.Equal(5 + 0.08 * 6, grid.XScale.Maximum, 1e-12);
        double[] coordinates = grid.Coordinates<double>();
        Assert.Equal(2 * 12, coordinates.Length);
        Assert.Equal([grid.XScale.Minimum, grid.YScale.Minimum], coordinates[..2]);
        Assert.Equal([grid.XScale.Maximum, grid.YScale.Minimum], coordinates[6..8]);
        Assert.Equal([grid.XScale.Maximum, grid.YScale.Maximum], coordinates[^2..]);
    }

    [Fact]
    public void Lengths_that_do_not_belong_together_are_refused()
    {
        SampleGrid grid = SampleGrid.Around<float>(_features, columns: 4, rows: 3);
        Assert.Throws<ArgumentException>(() => SampleGrid.Around<float>([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => LabelledPoints.Of<float>(_features, [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelledPoints.Of<float>([1, 2], [-1]));
        Assert.Contains("needs 12", Assert.Throws<ArgumentException>(() => DecisionField.Binary<float>(grid, [1])).Message);
        Assert.Contains(
            "needs 36", Assert.Throws<ArgumentException>(() => DecisionField.MultiClass<float>(grid, [1], 3)).Message);
    }

    [Fact]
    public void Every_point_class_and_title_stands_there()
    {
        BoundaryChart chart = new()
        {
            Title = "Moons",
            Subtitle = "accuracy 97.3 %",
            XTitle = "width",
            YTitle = "length",
            ClassNames = ["no", "yes"],
            Field = Line(SampleGrid.Around<float>(_features)),
            Training = LabelledPoints.Of<float>(_features, [0, 1, 0, 1]),
            Test = LabelledPoints.Of<float>(_features, [0, 1, 1, 1]),
        };
        Picture picture = new(chart);
        picture.Shows("Moons", "accuracy 97.3 %", "width", "length", "no", "yes", "training", "test");
        string[] discs = [.. picture.Elements("circle")
            .Where(c => c.Attribute("r")!.Value == "3.6")
            .Select(c => c.Attribute("fill")!.Value)];
        Assert.Equal([Theme.Colour(0), Theme.Colour(1), Theme.Colour(0), Theme.Colour(1)], discs);
        int diamonds = picture.Elements("path")
            .Count(p => p.Parent!.Name.LocalName == "g" && p.Attribute("stroke")!.Value == Theme.Colour(1));
        Assert.Equal(3, diamonds);
    }

    [Fact]
    public void The_boundary_of_a_straight_line_is_straight()
    {
        Picture picture = new(new BoundaryChart { Field = Line(SampleGrid.Around<float>(_features)) });
        string path = picture.Elements("path").Single(p => p.Attribute("stroke")?.Value == Theme.Ink).Attribute("d")!.Value;
        Assert.Equal(2, Picture.Chains(path).Single().Count);
    }

    [Fact]
    public void Binary_and_two_class_fields_draw_the_same_picture()
    {
        SampleGrid grid = SampleGrid.Around<float>(_features, columns: 30, rows: 30);
        double[] one = Probabilities(grid);
        double[] two = [.. one.SelectMany(p => new[] { 1 - p, p })];
        Assert.Equal(
            new BoundaryChart { Field = DecisionField.Binary<double>(grid, one) }.ToSvg(),
            new BoundaryChart { Field = DecisionField.MultiClass<double>(grid, two, 2) }.ToSvg());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Noise_and_a_hundred_thousand_points_make_a_bounded_file(int classes)
    {
        Random random = new(1);
        float[] features = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, 100_000).Select(i => i % classes)];
        SampleGrid grid = SampleGrid.Around<float>(features, columns: 120, rows: 100);
        double[] noise = [.. Enumerable.Range(0, grid.Count * classes).Select(_ => random.NextDouble())];
        LabelledPoints points = LabelledPoints.Of<float>(features, labels);
        DecisionField field = DecisionField.MultiClass<double>(grid, noise, classes);
        string svg = new BoundaryChart { Field = field, Training = points, Test = points }.ToSvg();
        Assert.InRange(svg.Length, 100_000, 400_000);
        Assert.Contains("1 in 50 of 200,000 samples drawn", new Picture(svg).Texts);
    }

    [Fact]
    public void Any_scores_make_a_picture() => Property.Holds(Values.Any.ArrayOf(5 * 4 * 3).Zip(Values.Any.ArrayOf(8)), given =>
    {
        (double[] scores, double[] features) = given;
        SampleGrid grid = SampleGrid.Around<double>(features, columns: 5, rows: 4);
        LabelledPoints points = LabelledPoints.Of<double>(features, [0, 1, 2, 3]);
        DecisionField three = DecisionField.MultiClass<double>(grid, scores, 3);
        DecisionField two = DecisionField.Binary<double>(grid, scores.AsSpan(0, 20));
        return new Picture(new BoundaryChart { Field = three, Training = points }).HasOnlyFiniteNumbers()
            && new Picture(new BoundaryChart { Field = two, Test = points }).HasOnlyFiniteNumbers();
    });

    [Fact]
    public void A_field_of_nothing_but_nan_is_blank()
    {
        SampleGrid grid = SampleGrid.Around<float>(_features, columns: 9, rows: 9);
        double[] nothing = [.. Enumerable.Repeat(double.NaN, 81)];
        Picture picture = new(new BoundaryChart { Field = DecisionField.Binary<double>(grid, nothing) });
        Assert.Empty(picture.Elements("path"));
    }

    private static DecisionField Line(SampleGrid grid) => DecisionField.Binary<double>(grid, Probabilities(grid));

    private static double[] Probabilities(SampleGrid grid)
    {
        double[] at = grid.Coordinates<double>();
        return [.. Enumerable.Range(0, grid.Count).Select(i => Math.Clamp(0.5 + 0.1 * (at[2 * i] + at[2 * i + 1] - 0.7), 0, 1))];
    }
}
