using System.Numerics;

namespace SimdOptim.Charts;

/// <summary>A named curve: y over ascending x. Values that are not finite break it.</summary>
public sealed class LineSeries
{
    public LineSeries(string name, double[] x, double[] y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Series '{name}' has {x.Length} x values and {y.Length} y values.", nameof(y));
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] < x[i - 1])
                throw new ArgumentException($"Series '{name}': x[{i}] = {x[i]} follows {x[i - 1]}; x must ascend.", nameof(x));
        }

        (Name, X, Y) = (name, x, y);
    }

    public string Name { get; }

    public double[] X { get; }

    public double[] Y { get; }

    public LineStyle Style { get; init; } = LineStyle.Solid;

    /// <summary>The palette index; by default the index in the chart. Related series can share one.</summary>
    public int? Colour { get; init; }

    /// <summary>A curve over equally spaced x: <c>x[i] = firstX + i · stride</c>.</summary>
    public static LineSeries Of<T>(string name, ReadOnlySpan<T> y, double firstX = 0, double stride = 1)
        where T : INumberBase<T>
    {
        double[] xs = new double[y.Length], ys = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            xs[i] = firstX + i * stride;
            ys[i] = double.CreateTruncating(y[i]);
        }

        return new LineSeries(name, xs, ys);
    }

    /// <summary>
    /// The exponentially weighted average of this curve, to draw over it: <c>a = β·a + (1-β)·y</c>, divided by <c>1-βⁿ</c>
    /// (Kingma and Ba 2015, section 3). It restarts after a value that is not finite.
    /// </summary>
    /// <param name="name">The name of the new series.</param>
    /// <param name="beta">In [0, 1).</param>
    public LineSeries Averaged(string name, double beta)
    {
        if (!(beta >= 0 && beta < 1))
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "An average's beta is in [0, 1).");
        double[] averages = new double[Y.Length];
        double sum = 0, weight = 0;
        for (int i = 0; i < averages.Length; i++)
        {
            bool isFinite = double.IsFinite(Y[i]);
            (sum, weight) = isFinite ? (beta * sum + (1 - beta) * Y[i], beta * weight + (1 - beta)) : (0, 0);
            averages[i] = isFinite ? sum / weight : double.NaN;
        }

        return new LineSeries(name, X, averages) { Colour = Colour };
    }
}

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
