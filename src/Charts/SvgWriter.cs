using System.Globalization;
using System.Text;
using System.Xml;

namespace SimdOptim.Charts;

/// <summary>Writes one SVG picture, element by element, in painting order: later elements cover earlier ones.</summary>
public sealed class SvgWriter : IDisposable
{
    private readonly XmlWriter _xml;

    /// <summary>Opens a picture of the given size with a white background.</summary>
    public SvgWriter(TextWriter output, double width, double height, string title)
    {
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" };
        _xml = XmlWriter.Create(output, settings);
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes([
            ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {SvgValue.Number(width)} {SvgValue.Number(height)}")),
            ("width", width), ("height", height), ("role", "img"), ("font-family", Theme.FontFamily)]);
        if (title.Length > 0) _xml.WriteElementString("title", Clean(title));
        Element("rect", ("width", width), ("height", height), ("fill", Theme.Background));
    }

    /// <summary>Writes an element without content.</summary>
    public void Element(string name, params ReadOnlySpan<(string Name, SvgValue Value)> attributes)
    {
        Begin(name, attributes);
        End();
    }

    /// <summary>Opens an element; what is written until <see cref="End"/> is its content.</summary>
    public void Begin(string name, params ReadOnlySpan<(string Name, SvgValue Value)> attributes)
    {
        _xml.WriteStartElement(name);
        Attributes(attributes);
    }

    public void End() => _xml.WriteEndElement();

    public void Line(double x1, double y1, double x2, double y2, string colour, double width) =>
        Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", colour), ("stroke-width", width));

    public void FilledPath(PathData path, string colour)
    {
        if (!path.IsEmpty) Element("path", ("d", path.ToString()), ("fill", colour), ("fill-rule", "evenodd"));
    }

    public void StrokedPath(PathData path, string colour, double width, string dashes = "none", double opacity = 1)
    {
        if (path.IsEmpty) return;
        Element(
            "path", ("d", path.ToString()), ("fill", "none"), ("stroke", colour), ("stroke-width", width),
            ("stroke-linejoin", "round"), ("stroke-linecap", "round"), ("stroke-dasharray", dashes), ("stroke-opacity", opacity));
    }

    /// <summary>Writes one line of text, shortened if it is too wide; the whole text then shows on hovering.</summary>
    public void Text(double x, double y, string text, TextStyle style, double maximumWidth = double.MaxValue, double rotation = 0)
    {
        if (text.Length == 0) return;
        string clean = Clean(text);
        string fitted = TextMetrics.Fit(clean, style.Size, maximumWidth);
        Begin("text", ("x", x), ("y", y), ("font-size", style.Size), ("fill", style.Colour), ("text-anchor", style.Anchor));
        if (style.IsBold) Attributes([("font-weight", "600")]);
        if (rotation != 0)
            Attributes([("transform", $"rotate({SvgValue.Number(rotation)} {SvgValue.Number(x)} {SvgValue.Number(y)})")]);
        _xml.WriteString(fitted);
        if (fitted != clean) _xml.WriteElementString("title", clean);
        End();
    }

    public void Dispose()
    {
        _xml.WriteEndDocument();
        _xml.Dispose();
    }

    // XML 1.0 cannot represent most control characters or half a surrogate pair, not even escaped.
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBreak = rune.Value is '\t' or '\n' or '\r';
            bool isAllowed = rune.Value is >= 0x20 and not 0xFFFE and not 0xFFFF;
            clean.Append((isBreak ? new Rune(' ') : isAllowed ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }

    private void Attributes(ReadOnlySpan<(string Name, SvgValue Value)> attributes)
    {
        foreach ((string name, SvgValue value) in attributes) _xml.WriteAttributeString(name, value.Text);
    }
}

/// <summary>The text of an attribute: a string as it is, or a number with at most two decimals and a decimal point.</summary>
public readonly record struct SvgValue(string Text)
{
    public static implicit operator SvgValue(string text) => new(text);

    public static implicit operator SvgValue(double number) => new(Number(number));

    /// <summary>Writes a coordinate with at most two decimals, in every culture; zero has no sign.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is NaN or infinite, which no viewer can draw.</exception>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentOutOfRangeException(nameof(number), number, "A coordinate must be finite.");
        double rounded = Math.Round(number, 2);
        return rounded == 0 ? "0" : rounded.ToString("0.##", CultureInfo.InvariantCulture);
    }
}

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
