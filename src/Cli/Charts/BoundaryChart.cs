namespace SimdOptim.Cli.Charts;

/// <summary>The decision regions of a classifier of two features, with the samples it learnt from and was tested on.</summary>
internal sealed class BoundaryChart : PlotPanel
{
    /// <summary>Beyond this many, samples are drawn at equal strides through each set; the picture says so.</summary>
    public const int MaximumPoints = 4_000;

    private const double Radius = 3.6;

    public required DecisionField Field { get; init; }

    public LabelledPoints Training { get; init; } = LabelledPoints.None;

    /// <summary>Drawn as diamonds.</summary>
    public LabelledPoints Test { get; init; } = LabelledPoints.None;

    /// <summary>A name for each class; classes without one are called by their number.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public string XTitle { get; init; } = "";

    public string YTitle { get; init; } = "";

    public override (double Width, double Height) NaturalSize => (600, 560);

    protected override Axis XAxis => new(XTitle, Field.Grid.XScale);

    protected override Axis YAxis => new(YTitle, Field.Grid.YScale);

    protected override bool HasGrid => false;

    protected override IReadOnlyList<LegendEntry> LegendEntries
    {
        get
        {
            List<LegendEntry> entries = [];
            for (int c = 0; c < Field.Classes; c++)
                entries.Add(new(c < ClassNames.Count ? ClassNames[c] : $"class {c}", Theme.Colour(c), LegendMark.Disc));
            if (Test.Count == 0) return entries;
            entries.Add(new("training", Theme.AxisLine, LegendMark.Disc));
            entries.Add(new("test", Theme.AxisLine, LegendMark.Diamond));
            return entries;
        }
    }

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        BoundaryShapes.Of(Field, plot.Bounds).Draw(svg);
        int count = Training.Count + Test.Count;
        int stride = Math.Max(1, (count + MaximumPoints - 1) / MaximumPoints);
        DrawPoints(svg, plot, Training, stride, Marker.Disc);
        DrawPoints(svg, plot, Test, stride, Marker.Diamond);
        if (stride > 1)
        {
            string note = $"every {Ordinal(stride)} of {count} samples drawn";
            svg.Text(plot.Bounds.Right - 8, plot.Bounds.Bottom - 8, note, Theme.Placeholder with { Anchor = "end", Size = 12 });
        }
    }

    private static string Ordinal(int number) => number switch
    {
        2 => "second",
        3 => "third",
        _ => number + (number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" }),
    };

    private static void DrawPoints(
        SvgWriter svg, PlotArea plot, LabelledPoints points, int stride, Action<SvgWriter, double, double, double, string> draw)
    {
        for (int i = 0; i < points.Count; i += stride)
        {
            Point at = points.Positions[i];
            if (plot.Contains(at.X, at.Y)) draw(svg, plot.X(at.X), plot.Y(at.Y), Radius, Theme.Colour(points.Classes[i]));
        }
    }
}
