using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class RegionTracerTests
{
    [Fact]
    public void A_circle_is_one_ring_on_the_circle()
    {
        const int size = 81;
        const double radius = 25.3;
        double[] scores = Scores(size, size, (x, y) => [0, radius - Distance(x, y, 40, 40)]);
        RegionTracer tracer = RegionTracer.Trace(scores, size, size, 2);
        Point[] ring = tracer.Rings(1).Single();
        Assert.All(ring, p => Assert.Equal(radius, Distance(p.X, p.Y, 40, 40), 0.02));
        Assert.Equal(ring[0], ring[^1]);
        Assert.Equal(Math.PI * radius * radius, Polyline.Area(ring), 1.0);
        Assert.Equal(ring.Length, tracer.Borders().Single().Length);
    }

    [Fact]
    public void A_hole_is_a_ring_that_turns_the_other_way()
    {
        double[] scores = Scores(41, 41, (x, y) => [0, 3 - Math.Abs(12 - Distance(x, y, 20, 20))]);
        double[] areas = [.. RegionTracer.Trace(scores, 41, 41, 2).Rings(1).Select(r => Polyline.Area(r)).Order()];
        Assert.Equal(2, areas.Length);
        Assert.Equal(-Math.PI * 81, areas[0], 2.0);
        Assert.Equal(Math.PI * 225, areas[1], 2.0);
    }

    [Fact]
    public void Three_sectors_meet_in_the_middle()
    {
        (double Sin, double Cos)[] directions = [.. Enumerable.Range(0, 3).Select(c => Math.SinCos(c * 2 * Math.PI / 3))];
        double[] scores = Scores(61, 61, (x, y) => [.. directions.Select(d => d.Cos * (x - 30.2) + d.Sin * (y - 30.4))]);
        RegionTracer tracer = RegionTracer.Trace(scores, 61, 61, 3);
        Assert.All(AllRings(tracer, 3), rings => Assert.Single(rings));
        Assert.Equal(3600, AllRings(tracer, 3).Sum(Area), 1e-6);
        Assert.All(AllRings(tracer, 3), rings => Assert.Contains(rings[0], p => Distance(p.X, p.Y, 30.2, 30.4) < 0.5));
    }

    [Fact]
    public void Regions_tile_what_has_values() => Property.Holds(RandomFields(withHoles: true), field =>
    {
        RegionTracer tracer = RegionTracer.Trace(field.Scores, field.Columns, field.Rows, field.Classes);
        IReadOnlyList<Point[]>[] regions = AllRings(tracer, field.Classes);
        return Math.Abs(regions.Sum(Area) - ValidCells(field)) < 1e-6
            && regions.All(rings => rings.All(r => r[0] == r[^1]));
    });

    [Fact]
    public void Each_sample_lies_in_the_region_of_its_highest_score() => Property.Holds(RandomFields(withHoles: false), field =>
    {
        RegionTracer tracer = RegionTracer.Trace(field.Scores, field.Columns, field.Rows, field.Classes);
        IReadOnlyList<Point[]>[] regions = AllRings(tracer, field.Classes);
        for (int i = 0; i < field.Columns * field.Rows; i++)
        {
            (int column, int row) = (i % field.Columns, i / field.Columns);
            if (column == 0 || row == 0 || column == field.Columns - 1 || row == field.Rows - 1) continue;
            double[] scores = field.Scores[(i * field.Classes)..((i + 1) * field.Classes)];
            int winner = Array.IndexOf(scores, scores.Max());
            if (scores.Count(s => s == scores[winner]) == 1 && !Contains(regions[winner], column, row)) return false;
        }

        return true;
    });

    private static Gen<Field> RandomFields(bool withHoles) =>
        from columns in Gen.Choose(2, 9)
        from rows in Gen.Choose(2, 9)
        from classes in Gen.Choose(1, 5)
        from scores in Gen.Choose(-20, 20).Select(i => withHoles && i == 20 ? double.NaN : i).ArrayOf(columns * rows * classes)
        select new Field(scores, columns, rows, classes);

    private static int ValidCells(Field field)
    {
        bool HasValue(int column, int row)
        {
            int i = (row * field.Columns + column) * field.Classes;
            return field.Scores[i..(i + field.Classes)].All(double.IsFinite);
        }

        return Enumerable.Range(0, (field.Columns - 1) * (field.Rows - 1)).Count(i =>
        {
            (int column, int row) = (i % (field.Columns - 1), i / (field.Columns - 1));
            return HasValue(column, row) && HasValue(column + 1, row)
                && HasValue(column, row + 1) && HasValue(column + 1, row + 1);
        });
    }

    private static IReadOnlyList<Point[]>[] AllRings(RegionTracer tracer, int classes) =>
        [.. Enumerable.Range(0, classes).Select(tracer.Rings)];

    private static double Area(IReadOnlyList<Point[]> rings) => rings.Sum(r => Polyline.Area(r));

    // Even-odd rule: crossings of a ray to the right, where an edge holds its lower end but not its upper.
    private static bool Contains(IReadOnlyList<Point[]> rings, double x, double y)
    {
        bool isInside = false;
        foreach (Point[] ring in rings)
        {
            for (int i = 1; i < ring.Length; i++)
            {
                (Point a, Point b) = (ring[i - 1], ring[i]);
                if (a.Y > y != b.Y > y && a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X) > x) isInside = !isInside;
            }
        }

        return isInside;
    }

    private static double[] Scores(int columns, int rows, Func<double, double, double[]> scores) =>
        [.. Enumerable.Range(0, columns * rows).SelectMany(i => scores(i % columns, i / columns))];

    private static double Distance(double x, double y, double cx, double cy) => double.Hypot(x - cx, y - cy);

    private sealed record Field(double[] Scores, int Columns, int Rows, int Classes);
}
