namespace SimdOptim.Charts;

/// <summary>How a line is stroked.</summary>
/// <param name="Mark">The style's own picture in the legend.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Dashes">The dash pattern of SVG.</param>
/// <param name="Opacity">From 0 to 1.</param>
public sealed record LineStyle(LegendMark Mark, double Width, string Dashes, double Opacity)
{
    public static readonly LineStyle Solid = new(LegendMark.Line, 2, "none", 1);

    public static readonly LineStyle Dashed = new(LegendMark.DashedLine, 2, "5 5", 1);

    /// <summary>For lone points, between which values that are not finite stand.</summary>
    public static readonly LineStyle Dots = new(LegendMark.Disc, 2, "none", 1);

    /// <summary>For raw, noisy values behind their own average.</summary>
    public static readonly LineStyle Faint = new(LegendMark.FaintLine, 1, "none", 0.45);

    public void Stroke(SvgWriter svg, PathData path, string colour) => svg.StrokedPath(path, colour, Width, Dashes, Opacity);
}
