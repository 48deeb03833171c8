namespace SimdOptim.Charts;

/// <summary>The stroke of a line.</summary>
/// <param name="Mark">The picture of the style in the legend.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Dashes">The dash pattern of SVG.</param>
/// <param name="Opacity">From 0 to 1.</param>
public sealed record LineStyle(LegendMark Mark, double Width, string Dashes, double Opacity)
{
    public static readonly LineStyle Solid = new(LegendMark.Line, 2, "none", 1);

    public static readonly LineStyle Dashed = new(LegendMark.DashedLine, 2, "5 5", 1);

    /// <summary>For single points between values that are not finite.</summary>
    public static readonly LineStyle Dots = new(LegendMark.Disc, 2, "none", 1);

    /// <summary>For noisy values behind their average.</summary>
    public static readonly LineStyle Faint = new(LegendMark.FaintLine, 1, "none", 0.45);

    public void Stroke(SvgWriter svg, PathData path, string colour) => svg.StrokedPath(path, colour, Width, Dashes, Opacity);
}
