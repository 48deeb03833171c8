namespace SimdOptim.Charts;

/// <summary>A function of one variable and the points that a descent visits, until it leaves the picture.</summary>
public sealed class DescentChart : PlotPanel
{
    private const int Samples = 400;

    public DescentChart() => (XTitle, YTitle) = ("x", "f(x)");

    public required Func<double, double> Function { get; init; }

    public required AxisScale X { get; init; }

    public required AxisScale Y { get; init; }

    /// <summary>The points from the first to the last.</summary>
    public required IReadOnlyList<double> Path { get; init; }

    /// <summary>The palette index of the path.</summary>
    public int Colour { get; init; }

    public override (double Width, double Height) NaturalSize => (400, 340);

    protected override AxisScale XScale => X;

    protected override AxisScale YScale => Y;

    protected override IReadOnlyList<LegendEntry> LegendEntries =>
        [new("steps", Theme.Colour(Colour), LegendMark.Disc), new("last", Theme.Colour(Colour), LegendMark.Diamond)];

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        List<Point> curve = [];
        for (int i = 0; i <= Samples; i++)
        {
            double x = X.At(i / (double)Samples);
            if (plot.Contains(x, Function(x))) curve.Add(new(plot.X(x), plot.Y(Function(x))));
        }

        svg.StrokedPath(new PathData().AddLine([.. curve]), Theme.AxisLine, 1.5);
        IEnumerable<double> inside = Path.TakeWhile(x => plot.Contains(x, Function(x)));
        Point[] visited = [.. inside.Select(x => new Point(plot.X(x), plot.Y(Function(x))))];
        svg.StrokedPath(new PathData().AddLine(visited), Theme.Colour(Colour), 1, opacity: 0.6);
        foreach (Point at in visited) svg.Element("circle", ("cx", at.X), ("cy", at.Y), ("r", 3), ("fill", Theme.Colour(Colour)));
        if (visited.Length < Path.Count)
        {
            svg.Text(plot.Bounds.Right - 6, plot.Bounds.Y + 16, "leaves the picture", Theme.YTick);
            return;
        }

        Marker.Diamond.BeginGroup(svg);
        Marker.Diamond.Draw(svg, visited[^1].X, visited[^1].Y, 6, Theme.Colour(Colour));
        svg.End();
    }
}
