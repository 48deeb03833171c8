using System.Text;

namespace SimdOptim.Charts;

/// <summary>Estimates the width of a text without a font, accurately enough for margins and legend entries.</summary>
public static class TextMetrics
{
    /// <summary>The width in pixels, from the typical advance of each character in a sans-serif font.</summary>
    public static double Width(string text, double size)
    {
        double advance = 0;
        foreach (Rune rune in text.EnumerateRunes()) advance += Advance(rune);
        return advance * size;
    }

    /// <summary>The longest beginning of <paramref name="text"/> that fits with an ellipsis, or all of it if that fits.</summary>
    public static string Fit(string text, double size, double maximumWidth)
    {
        if (Width(text, size) <= maximumWidth) return text;
        StringBuilder fitted = new();
        double room = maximumWidth / size - Advance(new Rune('…'));
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= Advance(rune);
            if (room < 0) break;
            fitted.Append(rune.ToString());
        }

        return fitted.ToString().TrimEnd() + "…";
    }

    private static double Advance(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.27,
        'f' or 't' or 'r' or ' ' or '(' or ')' or '[' or ']' or '/' or '-' => 0.35,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 0.9,
        >= 'A' and <= 'Z' => 0.69,
        >= '⁰' and <= '⁻' or '²' or '³' or '¹' => 0.38,
        >= 0x1100 => rune.Value is >= 0x2000 and < 0x2e80 ? 0.6 : 1.0,
        _ => 0.57,
    };
}
