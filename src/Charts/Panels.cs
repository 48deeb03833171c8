namespace SimdOptim.Charts;

/// <summary>Several panels in rows and columns under a common title; being a panel, it can be nested.</summary>
public sealed class Panels : Panel
{
    private const double WidestCell = 560;
    private const double HighestCell = 480;

    public required IReadOnlyList<Panel> Children { get; init; }

    /// <summary>The number of panels in a row; by default all, up to three.</summary>
    public int? Columns { get; init; }

    public override (double Width, double Height) NaturalSize
    {
        get
        {
            if (Children.Count == 0) return (WidestCell, HighestCell);
            double width = Math.Min(WidestCell, Children.Max(c => c.NaturalSize.Width));
            double height = Math.Min(HighestCell, Children.Max(c => c.NaturalSize.Height));
            double total = ColumnCount * (width + Theme.Gap) - Theme.Gap;
            return (total, HeaderHeight(total) + RowCount * (height + Theme.Gap) - Theme.Gap);
        }
    }

    private int ColumnCount => Math.Max(1, Columns ?? Math.Min(3, Children.Count));

    private int RowCount => Math.Max(1, (Children.Count + ColumnCount - 1) / ColumnCount);

    public override double HeaderHeight(double width)
    {
        double height = (Title.Length > 0 ? 30 : 0) + (Subtitle.Length > 0 ? Theme.LineHeight : 0);
        return height > 0 ? height + 16 : 0;
    }

    public override void Draw(SvgWriter svg, Rectangle bounds, double headerHeight)
    {
        svg.Text(bounds.X, bounds.Y + 21, Title, Theme.Headline, bounds.Width);
        svg.Text(bounds.X, bounds.Y + (Title.Length > 0 ? 43 : 13), Subtitle, Theme.Subtitle, bounds.Width);

        Rectangle below = bounds.Inset(0, headerHeight, 0, 0);
        double width = Math.Max(1, (below.Width + Theme.Gap) / ColumnCount - Theme.Gap);
        double height = Math.Max(1, (below.Height + Theme.Gap) / RowCount - Theme.Gap);
        for (int row = 0; row < RowCount; row++)
        {
            Panel[] inRow = [.. Children.Skip(row * ColumnCount).Take(ColumnCount)];
            double header = inRow.Select(p => p.HeaderHeight(width)).DefaultIfEmpty().Max();
            for (int column = 0; column < inRow.Length; column++)
            {
                double x = below.X + column * (width + Theme.Gap), y = below.Y + row * (height + Theme.Gap);
                inRow[column].Draw(svg, new Rectangle(x, y, width, height), header);
            }
        }
    }
}
