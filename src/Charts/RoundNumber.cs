using System.Globalization;

namespace SimdOptim.Charts;

/// <summary>
/// A decimal number <c>Digits · 10^Exponent</c> stored as two integers, so that a tick at 0.3 is the double nearest to 0.3 and is
/// labelled "0.3", not 0.30000000000000004.
/// </summary>
public readonly record struct RoundNumber(long Digits, int Exponent)
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public double Value => Exponent >= 0 ? Digits * Math.Pow(10, Exponent) : Digits / Math.Pow(10, -Exponent);

    /// <summary>The number in full, with the decimals that its exponent requires, e.g. "−0.50" or "25,000".</summary>
    public string ToPlainText()
    {
        decimal value = Digits;
        for (int i = 0; i < Math.Abs(Exponent); i++) value = Exponent > 0 ? value * 10 : value / 10;
        string format = string.Create(CultureInfo.InvariantCulture, $"N{Math.Max(0, -Exponent)}");
        return value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>The number as a power of ten, e.g. "2.5×10⁻⁷", "10⁶" or "0".</summary>
    public string ToScientificText()
    {
        if (Digits == 0) return "0";
        string digits = Math.Abs(Digits).ToString(CultureInfo.InvariantCulture);
        int exponent = Exponent + digits.Length - 1;
        string mantissa = digits.TrimEnd('0');
        if (mantissa.Length > 1) mantissa = mantissa.Insert(1, ".");
        string power = string.Concat(
            exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));
        return (Digits < 0 ? "−" : "") + (mantissa == "1" ? "" : mantissa + "×") + "10" + power;
    }
}
