using System.Text;

namespace SimdOptim.Charts;

/// <summary>A picture or a part of one: it can be drawn into any rectangle, alone or beside others.</summary>
public abstract class Panel
{
    public string Title { get; init; } = "";

    public string Subtitle { get; init; } = "";

    /// <summary>The preferred size of the panel, without margins.</summary>
    public abstract (double Width, double Height) NaturalSize { get; }

    /// <summary>The height of title, subtitle and legend above the plot at the given width.</summary>
    public abstract double HeaderHeight(double width);

    /// <summary>Draws the panel into <paramref name="bounds"/>.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="bounds">In pixels of the picture.</param>
    /// <param name="headerHeight">
    /// Room for the header, at least <see cref="HeaderHeight"/>; panels in one row share it, so that their plots align.
    /// </param>
    public abstract void Draw(SvgWriter svg, Rectangle bounds, double headerHeight);

    /// <summary>The panel as an SVG document of its natural size.</summary>
    public string ToSvg() => ToSvg(NaturalSize.Width + 2 * Theme.Margin, NaturalSize.Height + 2 * Theme.Margin);

    /// <summary>The panel as an SVG document of the given size, in pixels, margins included.</summary>
    public string ToSvg(double width, double height)
    {
        StringWriter output = new(new StringBuilder());
        using (SvgWriter svg = new(output, width, height, Title))
        {
            Rectangle bounds = new Rectangle(0, 0, width, height).Inset(Theme.Margin, Theme.Margin, Theme.Margin, Theme.Margin);
            Draw(svg, bounds, HeaderHeight(bounds.Width));
        }

        return output.ToString();
    }

    /// <summary>Writes the picture to a file in UTF-8.</summary>
    public void Save(string path) => File.WriteAllText(path, ToSvg());
}

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
