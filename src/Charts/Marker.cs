namespace SimdOptim.Charts;

/// <summary>The marks of single samples. There may be thousands, so what they share is written once, in a group.</summary>
public abstract class Marker
{
    /// <summary>A filled disc with a white outline.</summary>
    public static readonly Marker Disc = new DiscMarker();

    /// <summary>A white diamond with a coloured outline.</summary>
    public static readonly Marker Diamond = new DiamondMarker();

    /// <summary>Opens the group in which these markers are drawn.</summary>
    public abstract void BeginGroup(SvgWriter svg);

    public abstract void Draw(SvgWriter svg, double x, double y, double radius, string colour);

    /// <summary>Draws every stride-th of the points that lie in the plot, each in the colour of its index.</summary>
    public void DrawAll(SvgWriter svg, PlotArea plot, IReadOnlyList<Point> points, int stride, Func<int, int> colour)
    {
        BeginGroup(svg);
        for (int i = 0; i < points.Count; i += stride)
        {
            Point at = points[i];
            if (plot.Contains(at.X, at.Y)) Draw(svg, plot.X(at.X), plot.Y(at.Y), 3.6, Theme.Colour(colour(i)));
        }

        svg.End();
    }

    private sealed class DiscMarker : Marker
    {
        public override void BeginGroup(SvgWriter svg) => svg.Begin("g", ("stroke", "#fff"), ("stroke-width", 1.25));

        public override void Draw(SvgWriter svg, double x, double y, double radius, string colour) =>
            svg.Element("circle", ("cx", x), ("cy", y), ("r", radius), ("fill", colour));
    }

    private sealed class DiamondMarker : Marker
    {
        public override void BeginGroup(SvgWriter svg) => svg.Begin("g", ("fill", "#fff"), ("stroke-width", 1.75));

        public override void Draw(SvgWriter svg, double x, double y, double radius, string colour)
        {
            Point[] corners = [new(x, y - radius), new(x + radius, y), new(x, y + radius), new(x - radius, y)];
            PathData outline = new PathData().AddRing(corners);
            svg.Element("path", ("d", outline.ToString()), ("stroke", colour));
        }
    }
}
