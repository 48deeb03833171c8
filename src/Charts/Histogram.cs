using System.Globalization;

namespace SimdOptim.Charts;

/// <summary>The number of values in each bin of an axis.</summary>
public sealed class Histogram : PlotPanel
{
    private readonly int[] _counts;

    /// <summary>Counts values in bins of equal length on the axis: on a logarithmic axis, of equal ratio.</summary>
    /// <param name="values">The values; those that the axis cannot show are not counted, and the picture says how many.</param>
    /// <param name="scale">The axis of values.</param>
    /// <param name="bins">At least one.</param>
    public Histogram(ReadOnlySpan<double> values, AxisScale scale, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        (_counts, XScale, YTitle) = (new int[bins], scale, "count");
        foreach (double value in values)
        {
            double fraction = scale.CanShow(value) ? scale.Fraction(value) : -1;
            if (fraction is >= 0 and <= 1) _counts[Math.Min((int)(fraction * bins), bins - 1)]++;
            else Missing++;
        }

        HighestCount = _counts.Max();
    }

    /// <summary>The count of each bin, ascending.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The number of values in no bin.</summary>
    public int Missing { get; }

    /// <summary>The count at the end of the axis; histograms to be compared share it.</summary>
    public int HighestCount { get; init; }

    /// <summary>The palette index of the bars.</summary>
    public int Colour { get; init; }

    public override (double Width, double Height) NaturalSize => (400, 260);

    protected override AxisScale XScale { get; }

    protected override AxisScale YScale
    {
        get
        {
            DataRange range = new();
            range.Add(0);
            range.Add(Math.Max(1, HighestCount));
            return AxisScale.Linear(range, above: 0.06, isWhole: true);
        }
    }

    protected override IReadOnlyList<LegendEntry> LegendEntries => [];

    /// <summary>One histogram for each named series, all with the same axes, side by side.</summary>
    public static Panels SmallMultiples(
        string title,
        string xTitle,
        IReadOnlyList<(string Name, double[] Values)> series,
        int bins = 40,
        bool isLogarithmic = false)
    {
        DataRange range = new();
        foreach ((_, double[] values) in series)
        {
            foreach (double value in values)
            {
                if (!isLogarithmic || value > 0) range.Add(value);
            }
        }

        AxisScale scale = isLogarithmic ? AxisScale.Logarithmic(range) : AxisScale.Linear(range);
        int highest = series.Select(s => new Histogram(s.Values, scale, bins).HighestCount).DefaultIfEmpty().Max();
        return new Panels
        {
            Title = title,
            Children = [.. series.Select((s, i) => new Histogram(s.Values, scale, bins)
            {
                Title = s.Name, XTitle = xTitle, Colour = i, HighestCount = highest,
            })],
        };
    }

    protected override void DrawContent(SvgWriter svg, PlotArea plot)
    {
        PathData bars = new();
        double width = plot.Bounds.Width / _counts.Length;
        double gap = width > 4 ? 1 : 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0) continue;
            double left = plot.Bounds.X + i * width, right = left + width - gap;
            (double top, double bottom) = (plot.Y(_counts[i]), plot.Bounds.Bottom);
            bars.AddRing([new(left, bottom), new(left, top), new(right, top), new(right, bottom)]);
        }

        svg.FilledPath(bars, Theme.Tint(Colour, 0.85));
        if (Missing == 0) return;
        string note = string.Create(CultureInfo.InvariantCulture, $"{Missing:N0} not shown");
        svg.Text(plot.Bounds.Right, plot.Bounds.Y + 12, note, Theme.YTick);
    }
}
