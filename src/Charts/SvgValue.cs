using System.Globalization;

namespace SimdOptim.Charts;

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
