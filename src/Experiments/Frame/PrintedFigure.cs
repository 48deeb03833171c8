using System.Globalization;

namespace SimdOptim.Experiments.Frame;

/// <summary>A number as it was printed, digit by digit.</summary>
public readonly record struct PrintedFigure(string Text)
{
    public double Value =>
        Text == "inf" ? double.PositiveInfinity : double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The number of decimals, including negative powers of ten: 11 for <c>1.67e-09</c>.</summary>
    public int Decimals
    {
        get
        {
            int e = Text.IndexOf('e');
            string mantissa = e < 0 ? Text : Text[..e];
            int point = mantissa.IndexOf('.');
            int exponent = e < 0 ? 0 : int.Parse(Text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return Math.Max(0, (point < 0 ? 0 : mantissa.Length - point - 1) - exponent);
        }
    }

    /// <summary>Half a unit of the last printed digit.</summary>
    public double HalfUnit => 0.5 * Math.Pow(10, -Decimals);
}
