namespace SimdOptim.Charts;

/// <summary>The filled regions and the border lines of a decision field, in pixels, in painting order.</summary>
public sealed class BoundaryShapes
{
    // About 150 kB of path data.
    private const int MaximumPoints = 12_000;
    private const double Tolerance = 0.08;

    private readonly List<(string Colour, List<Point[]> Rings)> _fills = [];
    private readonly List<Point[]> _borders = [];
    private readonly DecisionField _field;
    private readonly Rectangle _area;

    private BoundaryShapes(DecisionField field, Rectangle area)
    {
        (_field, _area) = (field, area);
        if (field.Classes == 2) AddBinary();
        else AddMultiClass();
    }

    private int PointCount => _fills.Sum(f => f.Rings.Sum(r => r.Length)) + _borders.Sum(b => b.Length);

    /// <summary>The shapes of the field over the rectangle; a field with too many corners is coarsened first.</summary>
    public static BoundaryShapes Of(DecisionField field, Rectangle area)
    {
        BoundaryShapes shapes = new(field, area);
        while (shapes.PointCount > MaximumPoints)
        {
            field = field.Coarsen();
            shapes = new BoundaryShapes(field, area);
        }

        return shapes;
    }

    public void Draw(SvgWriter svg)
    {
        foreach ((string colour, List<Point[]> rings) in _fills)
        {
            PathData path = new();
            foreach (Point[] ring in rings) path.AddRing(ring);
            svg.FilledPath(path, colour);
        }

        PathData lines = new();
        foreach (Point[] border in _borders) lines.AddLine(border);
        svg.StrokedPath(lines, Theme.Ink, 1.75);
    }

    // Each band is painted over the previous, wider one, so that no seam shows between them.
    private void AddBinary()
    {
        AddFill(_field.TraceDomain().Rings(0), Theme.Tint(0, Confidence.Strengths[^1]));
        for (int i = Confidence.Levels.Length - 1; i >= 0; i--)
            AddFill(_field.TraceLevel(1, 1 - Confidence.Levels[i]).Rings(1), Theme.Tint(0, Confidence.Strengths[i]));
        RegionTracer boundary = _field.TraceWinners();
        AddFill(boundary.Rings(1), Theme.Tint(1, Confidence.Strengths[0]));
        for (int i = 0; i < Confidence.Levels.Length; i++)
            AddFill(_field.TraceLevel(1, Confidence.Levels[i]).Rings(1), Theme.Tint(1, Confidence.Strengths[i + 1]));
        AddBorders(boundary);
    }

    private void AddMultiClass()
    {
        RegionTracer winners = _field.TraceWinners();
        for (int c = 0; c < _field.Classes; c++)
        {
            AddFill(winners.Rings(c), Theme.Tint(c, Confidence.Strengths[0]));
            for (int i = 0; i < Confidence.Levels.Length; i++)
                AddFill(_field.TraceLevel(c, Confidence.Levels[i]).Rings(1), Theme.Tint(c, Confidence.Strengths[i + 1]));
        }

        AddBorders(winners);
    }

    private void AddFill(IReadOnlyList<Point[]> rings, string colour)
    {
        List<Point[]> visible = [];
        foreach (Point[] ring in rings)
        {
            Point[] open = Polyline.Simplify(ToPixels(ring), Tolerance)[..^1];
            if (Math.Abs(Polyline.Area(open)) > 0.05) visible.Add(open);
        }

        _fills.Add((colour, visible));
    }

    private void AddBorders(RegionTracer regions) =>
        _borders.AddRange(regions.Borders().Select(b => Polyline.Simplify(ToPixels(b), Tolerance)));

    private Point[] ToPixels(Point[] chain) => Array.ConvertAll(chain, p => new Point(
        _area.X + p.X / (_field.Grid.Columns - 1) * _area.Width,
        _area.Bottom - p.Y / (_field.Grid.Rows - 1) * _area.Height));
}
