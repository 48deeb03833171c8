using System.Numerics;

namespace SimdOptim.Cli.Charts;

/// <summary>A named curve: y over ascending x. Values that are not finite break it.</summary>
internal sealed class LineSeries
{
    public LineSeries(string name, double[] x, double[] y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Series '{name}' has {x.Length} x values and {y.Length} y values.", nameof(y));
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] < x[i - 1])
                throw new ArgumentException($"Series '{name}': x[{i}] = {x[i]} comes after {x[i - 1]}; x must ascend.", nameof(x));
        }

        (Name, X, Y) = (name, x, y);
    }

    public string Name { get; }

    public double[] X { get; }

    public double[] Y { get; }

    public LineStyle Style { get; init; } = LineStyle.Solid;

    /// <summary>The palette index; by default the series' place in its chart. Series that belong together can share one.</summary>
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
}
