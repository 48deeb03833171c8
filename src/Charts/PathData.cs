using System.Globalization;
using System.Text;

namespace SimdOptim.Charts;

/// <summary>
/// The outline of a shape as SVG path data. Points are rounded to hundredths of a pixel first and written as differences
/// of the rounded values, so that paths are short and no rounding error accumulates along them.
/// </summary>
public sealed class PathData
{
    private readonly StringBuilder _text = new();
    private long _x;
    private long _y;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds an open line through the points.</summary>
    public PathData AddLine(ReadOnlySpan<Point> points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            long x = Hundredths(points[i].X), y = Hundredths(points[i].Y);
            if (i == 0) Append('M', x, y);
            else Append(i == 1 ? 'l' : ' ', x - _x, y - _y);
            (_x, _y) = (x, y);
        }

        return this;
    }

    /// <summary>Adds a closed ring; the last point must not repeat the first.</summary>
    public PathData AddRing(ReadOnlySpan<Point> points)
    {
        AddLine(points);
        _text.Append('z');
        return this;
    }

    public override string ToString() => _text.ToString();

    private static long Hundredths(double coordinate) => checked((long)Math.Round(coordinate * 100));

    private void Append(char command, long x, long y)
    {
        // A minus sign already separates two numbers.
        if (command != ' ' || x >= 0) _text.Append(command);
        AppendNumber(x);
        if (y >= 0) _text.Append(' ');
        AppendNumber(y);
    }

    private void AppendNumber(long hundredths) =>
        _text.Append(CultureInfo.InvariantCulture, $"{hundredths / 100m:0.##}");
}
