namespace SimdOptim.Cli.Charts;

/// <summary>The marks that stand for single samples.</summary>
internal static class Marker
{
    /// <summary>A filled disc with a white outline.</summary>
    public static void Disc(SvgWriter svg, double x, double y, double radius, string colour) =>
        svg.Element("circle", ("cx", x), ("cy", y), ("r", radius), ("fill", colour), ("stroke", "#fff"), ("stroke-width", 1.25));

    /// <summary>A white diamond with a coloured outline.</summary>
    public static void Diamond(SvgWriter svg, double x, double y, double radius, string colour)
    {
        PathData outline = new PathData().AddRing([new(x, y - radius), new(x + radius, y), new(x, y + radius), new(x - radius, y)]);
        svg.Element("path", ("d", outline.ToString()), ("fill", "#fff"), ("stroke", colour), ("stroke-width", 1.75));
    }
}
