using static System.FormattableString;

namespace SimdOptim.Charts;

/// <summary>The decision regions of a classifier of two features, with the samples it was trained and tested on.</summary>
public sealed class BoundaryChart : PlotPanel
{
    /// <summary>The most samples to draw; of more, every n-th is drawn, and the picture says so.</summary>
    public const int MaximumPoints = 4_000;

    public required DecisionField Field { get; init; }

    public LabelledPoints Training { get; init; } = LabelledPoints.None;

    /// <summary>Drawn as diamonds.</summary>
    public LabelledPoints Test { get; init; } = LabelledPoints.None;

    /// <summary>The names of the classes; a class without one is called by its number.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The meaning of the deepening colours, for the legend.</summary>
    public string BandName { get; init; } = "75 %, 90 % sure";

    public override (double Width, double Height) NaturalSize => (600, 560);

    protected override AxisScale XScale => Field.Grid.XScale;

    protected override AxisScale YScale => Field.Grid.YScale;

    protected override bool HasGrid => false;

    protected override IReadOnlyList<LegendEntry> LegendEntries
    {
        get
        {
            List<LegendEntry> entries = [];
            for (int c = 0; c < Field.Classes; c++)
                entries.Add(new(c < ClassNames.Count ? ClassNames[c] : $"class {c}", Theme.Colour(c), LegendMark.Disc));
            if (Test.Count > 0)
            {
                entries.Add(new("training", Theme.AxisLine, LegendMark.Disc));
                entries.Add(new("test", Theme.AxisLine, LegendMark.Diamond));
            }

            entries.Add(new(BandName, Theme.AxisLine, LegendMark.Bands));
            string note = Invariant($"1 in {Stride} of {SampleCount:N0} samples drawn");
            if (Stride > 1) entries.Add(new(note, Theme.AxisLine, LegendMark.None));
            return entries;
        }
    }

    private int SampleCount => Training.Count + Test.Count;

    private int Stride => Math.Max(1, (SampleCount + MaximumPoints - 1) / MaximumPoints);

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        BoundaryShapes.Of(Field, plot.Bounds).Draw(svg);
        Marker.Disc.DrawAll(svg, plot, Training.Positions, Stride, i => Training.Classes[i]);
        Marker.Diamond.DrawAll(svg, plot, Test.Positions, Stride, i => Test.Classes[i]);
    }
}
