using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class LineReducerTests
{
    private const int Width = 40;

    [Fact]
    public void Each_column_keeps_its_first_last_and_extremes() => Property.Holds(
        Gen.Choose(-1000, 1000).ArrayOf(600), values =>
        {
            (Point[] all, IReadOnlyList<Point[]> lines) = Reduce([.. values.Select(v => (double)v)]);
            ILookup<double, Point> columns = lines.Single().ToLookup(p => Math.Floor(p.X));
            return all.GroupBy(p => Math.Floor(p.X)).All(column =>
                columns[column.Key].Count() <= 4
                && columns[column.Key].First() == column.First()
                && columns[column.Key].Last() == column.Last()
                && columns[column.Key].Min(p => p.Y) == column.Min(p => p.Y)
                && columns[column.Key].Max(p => p.Y) == column.Max(p => p.Y));
        });

    [Fact]
    public void What_remains_is_in_its_order() => Property.Holds(Gen.Choose(-1000, 1000).ArrayOf(600), values =>
    {
        (Point[] all, IReadOnlyList<Point[]> lines) = Reduce([.. values.Select(v => (double)v)]);
        int from = 0;
        return lines.Single().All(p => (from = Array.IndexOf(all, p, from) + 1) > 0);
    });

    [Fact]
    public void A_curve_with_fewer_points_than_columns_is_kept_whole()
    {
        (Point[] all, IReadOnlyList<Point[]> lines) = Reduce([.. Enumerable.Range(0, Width / 2).Select(i => Math.Sin(i))]);
        Assert.Equal(all, lines.Single());
    }

    [Fact]
    public void No_point_leaves_the_plot() => Property.Holds(Values.Any.ArrayOf().Zip(Gen.Elements(true, false)), given =>
    {
        (double[] values, bool isLogarithmic) = given;
        DataRange range = DataRange.Of<double>([.. values.Where(v => !isLogarithmic || v > 0)]);
        PlotArea plot = new(
            new Rectangle(10, 20, Width, 100),
            AxisScale.Linear(DataRange.Of<double>([0, values.Length])),
            isLogarithmic ? AxisScale.Logarithmic(range) : AxisScale.Linear(range));
        return LineReducer.Reduce(LineSeries.Of<double>("s", values), plot).SelectMany(line => line).All(
            p => p.X is >= 10 and <= 10 + Width && p.Y is >= 20 and <= 120);
    });

    private static (Point[] All, IReadOnlyList<Point[]> Lines) Reduce(double[] values)
    {
        LineSeries series = LineSeries.Of<double>("s", values);
        AxisScale x = AxisScale.Linear(DataRange.Of<double>(series.X)), y = AxisScale.Linear(DataRange.Of<double>(values));
        PlotArea plot = new(new Rectangle(0, 0, Width, 100), x, y);
        Point[] all = [.. series.X.Zip(series.Y, (a, b) => new Point(plot.X(a), plot.Y(b)))];
        return (all, LineReducer.Reduce(series, plot));
    }
}
