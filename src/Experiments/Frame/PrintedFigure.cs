using System.Globalization;

namespace SimdOptim.Experiments.Frame;

/// <summary>A number as it was printed, with the digits that it was printed to.</summary>
public readonly record struct PrintedFigure(string Text)
{
    public double Value =>
        Text == "inf" ? double.PositiveInfinity : double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The digits behind the point, negative powers of ten included: 10 of <c>1.67e-09</c> is 11.</summary>
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

    /// <summary>What the last printed digit may hide: half of it.</summary>
    public double HalfUnit => 0.5 * Math.Pow(10, -Decimals);
}
