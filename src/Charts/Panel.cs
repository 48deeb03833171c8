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
