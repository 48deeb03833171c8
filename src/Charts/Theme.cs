using System.Globalization;

namespace SimdOptim.Charts;

/// <summary>The colours, fonts and distances of all charts.</summary>
public static class Theme
{
    public const string FontFamily =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
    public const string Background = "#ffffff";
    public const string Ink = "#1f2328";
    public const string Grid = "#e4e7eb";
    public const string MinorGrid = "#f2f4f6";
    public const string AxisLine = "#8c949e";

    /// <summary>The palette index of the neutral colour.</summary>
    public const int Grey = 6;

    public const double Margin = 24;
    public const double Gap = 32;
    public const double LineHeight = 20;

    public static readonly TextStyle Headline = new(22, Ink, IsBold: true);
    public static readonly TextStyle Title = new(17, Ink, IsBold: true);
    public static readonly TextStyle Subtitle = new(13, "#59636e");
    public static readonly TextStyle Legend = new(13, Ink);
    public static readonly TextStyle AxisTitle = new(13, "#3d444d", "middle");
    public static readonly TextStyle XTick = new(12, "#59636e", "middle");
    public static readonly TextStyle YTick = new(12, "#59636e", "end");
    public static readonly TextStyle Placeholder = new(14, "#8c949e", "middle");

    // Okabe and Ito, "Color Universal Design" (2008), without yellow, which is lost on white, and with grey instead of black.
    private static readonly int[] _palette = [0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x4d4d4d];

    /// <summary>The colour of series or class <paramref name="index"/>; after the seventh the colours repeat, darker.</summary>
    public static string Colour(int index) => Hex(Shade(index));

    /// <summary>The colour mixed with white: 0 is white, 1 the full colour.</summary>
    public static string Tint(int index, double strength) => Hex(Mix(0xffffff, Shade(index), strength));

    private static int Shade(int index)
    {
        int round = index / _palette.Length;
        return Mix(0x000000, _palette[index % _palette.Length], Math.Pow(0.6, round));
    }

    private static int Mix(int from, int to, double share)
    {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
        {
            double channel = (1 - share) * (from >> shift & 0xff) + share * (to >> shift & 0xff);
            mixed |= (int)Math.Round(channel) << shift;
        }

        return mixed;
    }

    private static string Hex(int colour) => "#" + colour.ToString("x6", CultureInfo.InvariantCulture);
}

/// <summary>The look of a text: size in pixels, colour, and which end is at its position.</summary>
public sealed record TextStyle(double Size, string Colour, string Anchor = "start", bool IsBold = false);

/// <summary>The confidence of a classifier, in bands of deepening colour.</summary>
public static class Confidence
{
    /// <summary>The probabilities of the winning class at which a deeper band begins.</summary>
    public static ReadOnlySpan<double> Levels => [0.75, 0.9];

    /// <summary>The tint of each band, the first below the first level.</summary>
    public static ReadOnlySpan<double> Strengths => [0.14, 0.26, 0.4];
}
