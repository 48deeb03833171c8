namespace SimdOptim.Charts;

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
