namespace SimdOptim.Cli.Charts;

/// <summary>The legend of a plot: entries that flow in rows above it, where they can hide nothing.</summary>
internal sealed class Legend(IReadOnlyList<LegendEntry> entries)
{
    private const double MarkWidth = 26;
    private const double EntryGap = 20;

    public double Height(double width) =>
        entries.Count == 0 ? 0 : (1 + Place(width).Max(p => p.Row)) * Theme.LineHeight;

    /// <summary>Draws the entries into rows of the given width whose upper left corner is (x, y).</summary>
    public void Draw(SvgWriter svg, double x, double y, double width)
    {
        foreach ((LegendEntry entry, double left, int row) in Place(width))
        {
            double middle = y + (row + 0.5) * Theme.LineHeight;
            DrawMark(svg, entry, x + left, middle);
            svg.Text(x + left + MarkWidth, middle + 4.5, entry.Name, Theme.Legend, width - MarkWidth);
        }
    }

    private static void DrawMark(SvgWriter svg, LegendEntry entry, double x, double y)
    {
        switch (entry.Mark)
        {
            case LegendMark.Disc:
                Marker.Disc(svg, x + 10, y, 5, entry.Colour);
                break;
            case LegendMark.Diamond:
                Marker.Diamond(svg, x + 10, y, 5.5, entry.Colour);
                break;
            default:
                PathData line = new PathData().AddLine([new(x + 1, y), new(x + 19, y)]);
                LineStyle style = entry.Mark switch
                {
                    LegendMark.DashedLine => LineStyle.Dashed,
                    LegendMark.FaintLine => LineStyle.Faint,
                    _ => LineStyle.Solid,
                };
                style.Stroke(svg, line, entry.Colour);
                break;
        }
    }

    private IEnumerable<(LegendEntry Entry, double Left, int Row)> Place(double width)
    {
        double left = 0;
        int row = 0;
        foreach (LegendEntry entry in entries)
        {
            double needed = MarkWidth + TextMetrics.Width(entry.Name, Theme.Legend.Size);
            if (left > 0 && left + needed > width) (left, row) = (0, row + 1);
            yield return (entry, left, row);
            left += needed + EntryGap;
        }
    }
}
