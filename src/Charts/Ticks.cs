using System.Globalization;

namespace SimdOptim.Charts;

/// <summary>A mark on an axis; without a label it has a thinner grid line.</summary>
public readonly record struct Tick(double Value, string Label)
{
    public bool IsMinor => Label.Length == 0;
}

/// <summary>Ticks at the multiples of 1, 2 or 5 times a power of ten.</summary>
public static class LinearTicks
{
    /// <summary>About <paramref name="target"/> ticks, ascending, none outside the axis.</summary>
    /// <param name="minimum">The start of the axis.</param>
    /// <param name="maximum">The end of the axis.</param>
    /// <param name="target">At least 1.</param>
    /// <param name="smallestStep">The smallest distance of two ticks, a power of ten; 1 for counts.</param>
    public static Tick[] Between(double minimum, double maximum, int target, double smallestStep = 0)
    {
        double roughStep = Math.Max((maximum - minimum) / target, smallestStep);
        int exponent = (int)Math.Floor(Math.Log10(roughStep));
        double mantissa = roughStep / new RoundNumber(1, exponent).Value;
        int multiple = mantissa <= 1.5 ? 1 : mantissa <= 3 ? 2 : mantissa <= 7 ? 5 : 10;
        double step = new RoundNumber(multiple, exponent).Value;

        // The slack compensates the rounding of the division; the exact comparison below decides.
        long first = (long)Math.Ceiling(minimum / step - 1e-6);
        long last = (long)Math.Floor(maximum / step + 1e-6);
        List<RoundNumber> numbers = [];
        for (long i = first; i <= last; i++)
        {
            // Write 10 as 1 of the next power, to save a zero in every label.
            RoundNumber number = multiple == 10 ? new(i, exponent + 1) : new(i * multiple, exponent);
            if (number.Value >= minimum && number.Value <= maximum) numbers.Add(number);
        }

        double largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        bool isScientific = largest is >= 1e7 or < 1e-3;
        return [.. numbers.Select(n => new Tick(n.Value, isScientific ? n.ToScientificText() : n.ToPlainText()))];
    }
}

/// <summary>Ticks at the powers of ten: fewer over many decades, with 2 and 5 added over few.</summary>
public static class LogarithmicTicks
{
    private static readonly int[] _strides = [1, 2, 3, 5, 10, 20, 50];

    /// <summary>About <paramref name="target"/> labelled ticks, ascending, none outside a positive axis.</summary>
    public static Tick[] Between(double minimum, double maximum, int target)
    {
        int lowest = (int)Math.Floor(Math.Log10(minimum)), highest = (int)Math.Ceiling(Math.Log10(maximum));
        int stride = _strides.FirstOrDefault(s => (highest - lowest) / s <= target, 100);
        bool isPlain = lowest >= -4 && highest <= 5;
        bool labelsTwoAndFive = (highest - lowest) * 3 <= target + 3;
        List<Tick> ticks = [];
        for (int exponent = lowest; exponent <= highest; exponent++)
        {
            for (int digit = 1; digit <= (stride == 1 ? 9 : 1); digit++)
            {
                RoundNumber number = new(digit, exponent);
                if (!(number.Value >= minimum && number.Value <= maximum)) continue;
                if (stride > 3 && exponent % stride != 0) continue;
                bool isLabelled = digit == 1 ? exponent % stride == 0 : labelsTwoAndFive && digit is 2 or 5;
                string label = !isLabelled ? "" : isPlain ? number.ToPlainText() : number.ToScientificText();
                ticks.Add(new Tick(number.Value, label));
            }
        }

        // Within a fraction of a decade the axis is nearly linear, so linear ticks fit.
        return ticks.Count(t => !t.IsMinor) >= 2 ? [.. ticks] : LinearTicks.Between(minimum, maximum, target);
    }
}

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
