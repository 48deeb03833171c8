namespace SimdOptim.Charts;

/// <summary>A panel with a title, a legend and two axes around a plot area, which the derived chart fills.</summary>
public abstract class PlotPanel : Panel
{
    private const double TickGap = 8;

    public override (double Width, double Height) NaturalSize => (720, 432);

    public string XTitle { get; init; } = "";

    public string YTitle { get; init; } = "";

    protected abstract AxisScale XScale { get; }

    protected abstract AxisScale YScale { get; }

    protected abstract IReadOnlyList<LegendEntry> LegendEntries { get; }

    /// <summary>Whether grid lines are drawn behind the content.</summary>
    protected virtual bool HasGrid => true;

    public override double HeaderHeight(double width)
    {
        double height = (Title.Length > 0 ? 25 : 0) + (Subtitle.Length > 0 ? Theme.LineHeight : 0);
        double legend = new Legend(LegendEntries).Height(width);
        height += legend > 0 ? legend + 6 : 0;
        return height > 0 ? height + 10 : 0;
    }

    public override void Draw(SvgWriter svg, Rectangle bounds, double headerHeight)
    {
        (AxisScale xScale, AxisScale yScale) = (XScale, YScale);
        double footer = TickGap + 16 + (XTitle.Length > 0 ? 22 : 0);
        Rectangle below = bounds.Inset(0, Math.Max(headerHeight, Theme.YTick.Size / 2), 0, footer);

        Tick[] yTicks = yScale.Ticks((int)Math.Clamp(below.Height / 56, 3, 10));
        double yLabels = yTicks.Select(t => TextMetrics.Width(t.Label, Theme.YTick.Size)).DefaultIfEmpty().Max();
        Rectangle area = below.Inset(yLabels + TickGap + (YTitle.Length > 0 ? 24 : 0), 0, 14, 0);
        Tick[] xTicks = FittingTicks(xScale, area.Width);

        DrawHeader(svg, bounds);
        PlotArea plot = new(area, xScale, yScale);
        if (HasGrid) DrawGrid(svg, plot, xTicks, yTicks);
        DrawContent(svg, plot);
        DrawAxes(svg, plot, xTicks, yTicks);

        svg.Text(area.X + area.Width / 2, bounds.Bottom - 5, XTitle, Theme.AxisTitle, area.Width);
        svg.Text(bounds.X + 11, area.Y + area.Height / 2, YTitle, Theme.AxisTitle, area.Height, rotation: -90);
    }

    /// <summary>Draws the data.</summary>
    protected abstract void DrawContent(SvgWriter svg, PlotArea plot);

    // Reduce the ticks until their labels do not overlap.
    private static Tick[] FittingTicks(AxisScale scale, double width)
    {
        for (int target = 10; ; target--)
        {
            Tick[] ticks = scale.Ticks(target);
            Tick[] labelled = [.. ticks.Where(t => !t.IsMinor)];
            double widest = labelled.Select(t => TextMetrics.Width(t.Label, Theme.XTick.Size)).DefaultIfEmpty().Max();
            if (target == 2 || labelled.Length * (widest + 18) <= width) return ticks;
        }
    }

    private static void DrawGrid(SvgWriter svg, PlotArea plot, Tick[] xTicks, Tick[] yTicks)
    {
        Rectangle area = plot.Bounds;
        foreach (Tick tick in yTicks.OrderByDescending(t => t.IsMinor))
        {
            double y = plot.Y(tick.Value);
            svg.Line(area.X, y, area.Right, y, tick.IsMinor ? Theme.MinorGrid : Theme.Grid, 1);
        }

        foreach (Tick tick in xTicks.OrderByDescending(t => t.IsMinor))
        {
            double x = plot.X(tick.Value);
            svg.Line(x, area.Y, x, area.Bottom, tick.IsMinor ? Theme.MinorGrid : Theme.Grid, 1);
        }
    }

    private void DrawHeader(SvgWriter svg, Rectangle bounds)
    {
        double y = bounds.Y;
        if (Title.Length > 0)
        {
            svg.Text(bounds.X, y + 17, Title, Theme.Title, bounds.Width);
            y += 25;
        }

        if (Subtitle.Length > 0)
        {
            svg.Text(bounds.X, y + 13, Subtitle, Theme.Subtitle, bounds.Width);
            y += Theme.LineHeight;
        }

        new Legend(LegendEntries).Draw(svg, bounds.X, y + 6, bounds.Width);
    }

    private void DrawAxes(SvgWriter svg, PlotArea plot, Tick[] xTicks, Tick[] yTicks)
    {
        Rectangle area = plot.Bounds;
        if (HasGrid)
        {
            svg.Line(area.X, area.Bottom, area.Right, area.Bottom, Theme.AxisLine, 1);
        }
        else
        {
            svg.Element(
                "rect", ("x", area.X), ("y", area.Y), ("width", area.Width), ("height", area.Height),
                ("fill", "none"), ("stroke", Theme.AxisLine), ("stroke-width", 1));
        }

        foreach (Tick tick in xTicks.Where(t => !t.IsMinor))
        {
            double x = plot.X(tick.Value);
            svg.Line(x, area.Bottom, x, area.Bottom + 4, Theme.AxisLine, 1);
            svg.Text(x, area.Bottom + TickGap + 11, tick.Label, Theme.XTick);
        }

        foreach (Tick tick in yTicks.Where(t => !t.IsMinor))
        {
            double y = plot.Y(tick.Value);
            if (!HasGrid) svg.Line(area.X - 4, y, area.X, y, Theme.AxisLine, 1);
            svg.Text(area.X - TickGap, y + 4, tick.Label, Theme.YTick);
        }
    }
}
