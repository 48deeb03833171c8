namespace SimdOptim.Charts;

/// <summary>Curves over a common x axis.</summary>
public sealed class LineChart : PlotPanel
{
    private readonly Lazy<(AxisScale X, AxisScale Y)> _scales;

    public LineChart() => _scales = new(Scales);

    public IReadOnlyList<LineSeries> Series { get; init; } = [];

    /// <summary>Values that the y axis must include, so that charts side by side can be compared.</summary>
    public IReadOnlyList<double> Reaching { get; init; } = [];

    /// <summary>Returns whether values are positive and fall by more than a factor, as suits a logarithmic axis.</summary>
    public static bool FallsBeyond(double factor, IEnumerable<double> values)
    {
        DataRange range = DataRange.Of<double>(values.ToArray());
        return !range.IsEmpty && range.Minimum > 0 && range.Maximum > factor * range.Minimum;
    }

    /// <summary>Whether y is logarithmic; values that are not positive then break their line.</summary>
    public bool HasLogarithmicY { get; init; }

    protected override AxisScale XScale => _scales.Value.X;

    protected override AxisScale YScale => _scales.Value.Y;

    protected override IReadOnlyList<LegendEntry> LegendEntries =>
        [.. Series
            .Select((s, i) => new LegendEntry(s.Name, Theme.Colour(s.Colour ?? i), s.Style.Mark))
            .Where(e => e.Name.Length > 0)];

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        bool isEmpty = true;
        for (int i = 0; i < Series.Count; i++)
        {
            string colour = Theme.Colour(Series[i].Colour ?? i);
            PathData path = new();
            List<Point> dots = [];
            foreach (Point[] line in LineReducer.Reduce(Series[i], plot))
            {
                isEmpty = false;
                if (line.Length == 1) dots.Add(line[0]);
                else path.AddLine(line);
            }

            Series[i].Style.Stroke(svg, path, colour);
            foreach (Point dot in dots) svg.Element("circle", ("cx", dot.X), ("cy", dot.Y), ("r", 3), ("fill", colour));
        }

        if (!isEmpty) return;
        Rectangle area = plot.Bounds;
        svg.Text(area.X + area.Width / 2, area.Y + area.Height / 2, "no values to show", Theme.Placeholder);
    }

    private (AxisScale X, AxisScale Y) Scales()
    {
        DataRange x = new(), y = new();
        foreach (LineSeries series in Series)
        {
            for (int i = 0; i < series.X.Length; i++)
            {
                (double atX, double atY) = (series.X[i], series.Y[i]);
                if (!double.IsFinite(atX) || !double.IsFinite(atY) || (HasLogarithmicY && atY <= 0)) continue;
                x.Add(atX);
                y.Add(atY);
            }
        }

        foreach (double value in Reaching) y.Add(value);
        AxisScale xScale = AxisScale.Linear(x, isWhole: Series.All(s => s.X.All(double.IsInteger)));
        if (HasLogarithmicY) return (xScale, AxisScale.Logarithmic(y, 0.04));

        // Costs are judged by their distance to zero, so an axis that comes near zero is extended to it.
        bool reachesZero = y.Minimum >= 0 && y.Minimum < 0.3 * y.Maximum;
        if (reachesZero) y.Add(0);
        return (xScale, AxisScale.Linear(y, below: reachesZero ? 0 : 0.05, above: 0.05));
    }
}
