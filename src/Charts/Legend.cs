namespace SimdOptim.Charts;

/// <summary>The legend of a plot: rows of entries above it, where they hide nothing.</summary>
public sealed class Legend(IReadOnlyList<LegendEntry> entries)
{
    private const double MarkWidth = 26;
    private const double EntryGap = 20;

    public double Height(double width) =>
        entries.Count == 0 ? 0 : (1 + Place(width).Max(p => p.Row)) * Theme.LineHeight;

    /// <summary>Draws the entries in rows of the given width, from the upper left corner (x, y).</summary>
    public void Draw(SvgWriter svg, double x, double y, double width)
    {
        foreach ((LegendEntry entry, double left, int row) in Place(width))
        {
            double middle = y + (row + 0.5) * Theme.LineHeight;
            DrawMark(svg, entry, x + left, middle);
            svg.Text(x + left + MarkWidthOf(entry), middle + 4.5, entry.Name, Theme.Legend, width - MarkWidthOf(entry));
        }
    }

    private static double MarkWidthOf(LegendEntry entry) => entry.Mark == LegendMark.None ? 0 : MarkWidth;

    private static void DrawMark(SvgWriter svg, LegendEntry entry, double x, double y)
    {
        switch (entry.Mark)
        {
            case LegendMark.Disc:
                DrawMarker(svg, Marker.Disc, x, y, entry.Colour);
                break;
            case LegendMark.Diamond:
                DrawMarker(svg, Marker.Diamond, x, y, entry.Colour);
                break;
            case LegendMark.Bands:
                DrawBands(svg, x, y);
                break;
            case LegendMark.None:
                break;
            case LegendMark.DashedLine:
                DrawLine(svg, LineStyle.Dashed, x, y, entry.Colour);
                break;
            case LegendMark.FaintLine:
                DrawLine(svg, LineStyle.Faint with { Width = 3 }, x, y, entry.Colour);
                break;
            default:
                DrawLine(svg, LineStyle.Solid, x, y, entry.Colour);
                break;
        }
    }

    private static void DrawMarker(SvgWriter svg, Marker marker, double x, double y, string colour)
    {
        marker.BeginGroup(svg);
        marker.Draw(svg, x + 10, y, 5, colour);
        svg.End();
    }

    private static void DrawLine(SvgWriter svg, LineStyle style, double x, double y, string colour) =>
        style.Stroke(svg, new PathData().AddLine([new(x + 1, y), new(x + 19, y)]), colour);

    private static void DrawBands(SvgWriter svg, double x, double y)
    {
        for (int i = 0; i < Confidence.Strengths.Length; i++)
        {
            string tint = Theme.Tint(Theme.Grey, Confidence.Strengths[i]);
            svg.Element("rect", ("x", x + 7 * i), ("y", y - 6), ("width", 7), ("height", 12), ("fill", tint));
        }
    }

    private IEnumerable<(LegendEntry Entry, double Left, int Row)> Place(double width)
    {
        double left = 0;
        int row = 0;
        foreach (LegendEntry entry in entries)
        {
            double needed = MarkWidthOf(entry) + TextMetrics.Width(entry.Name, Theme.Legend.Size);
            if (left > 0 && left + needed > width) (left, row) = (0, row + 1);
            yield return (entry, left, row);
            left += needed + EntryGap;
        }
    }
}

/// <summary>One line of a legend.</summary>
public readonly record struct LegendEntry(string Name, string Colour, LegendMark Mark);

/// <summary>The mark before a name in the legend.</summary>
public enum LegendMark
{
    Line,
    DashedLine,
    FaintLine,
    Disc,
    Diamond,
    Bands,
    None,
}
