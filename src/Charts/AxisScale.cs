using System.Numerics;

namespace SimdOptim.Charts;

/// <summary>Maps the values of an axis to [0, 1], linearly or logarithmically, and finds its ticks.</summary>
public sealed class AxisScale
{
    // Beyond these limits the differences and quotients below would overflow or lose bits to denormals.
    private const double Largest = 1e300;
    private const double Smallest = 1e-290;
    private const double LargestExponent = 200;

    private readonly double _start;
    private readonly double _span;

    private AxisScale(double minimum, double maximum, bool isLogarithmic)
    {
        (Minimum, Maximum, IsLogarithmic) = (minimum, maximum, isLogarithmic);
        _start = isLogarithmic ? Math.Log10(minimum) : minimum;
        _span = isLogarithmic ? Math.Log10(maximum) - _start : maximum - minimum;
    }

    public double Minimum { get; }

    public double Maximum { get; }

    public bool IsLogarithmic { get; }

    /// <summary>Whether the values are counts, such as epochs, so that ticks must be whole numbers.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Creates a linear axis over a range and margins below and above it, given as shares of the range.</summary>
    /// <remarks>A range of length 0 is widened about its middle; an empty one becomes [0, 1].</remarks>
    public static AxisScale Linear(DataRange range, double below = 0, double above = 0, bool isWhole = false)
    {
        if (range.IsEmpty) return new AxisScale(0, 1, false) { IsWhole = isWhole };
        double minimum = Math.Clamp(range.Minimum, -Largest, Largest), maximum = Math.Clamp(range.Maximum, -Largest, Largest);
        double magnitude = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        if (maximum - minimum < Math.Max(1e-9 * magnitude, Smallest))
        {
            double half = magnitude > Smallest ? 0.1 * magnitude : 1;
            return new AxisScale(minimum - half, maximum + half, false) { IsWhole = isWhole };
        }

        double span = maximum - minimum;
        return new AxisScale(minimum - below * span, maximum + above * span, false) { IsWhole = isWhole };
    }

    /// <summary>Creates a logarithmic axis over a positive range and a margin, given as a share of its decades.</summary>
    public static AxisScale Logarithmic(DataRange range, double padding = 0)
    {
        if (range.IsEmpty || range.Minimum <= 0) return new AxisScale(1, 10, true);
        double low = Math.Clamp(Math.Log10(range.Minimum), -LargestExponent, LargestExponent);
        double high = Math.Clamp(Math.Log10(range.Maximum), -LargestExponent, LargestExponent);
        double margin = high - low < 1e-4 ? 0.3 : padding * (high - low);
        return new AxisScale(Math.Pow(10, low - margin), Math.Pow(10, high + margin), true);
    }

    /// <summary>Returns whether the axis can show a value: it must be finite, and positive on a logarithmic axis.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);

    /// <summary>The position of a value that can be shown: 0 at the minimum, 1 at the maximum, ±100 at most.</summary>
    public double Fraction(double value)
    {
        double position = IsLogarithmic ? Math.Log10(value) : value;
        return Math.Clamp((position - _start) / _span, -100, 100);
    }

    /// <summary>The value at a fraction of the axis: the inverse of <see cref="Fraction"/>.</summary>
    public double At(double fraction) =>
        IsLogarithmic ? Math.Pow(10, _start + fraction * _span) : _start + fraction * _span;

    /// <summary>About <paramref name="target"/> labelled ticks at round values inside the axis, ascending.</summary>
    public Tick[] Ticks(int target) => IsLogarithmic
        ? LogarithmicTicks.Between(Minimum, Maximum, target)
        : LinearTicks.Between(Minimum, Maximum, target, IsWhole ? 1 : 0);
}

/// <summary>The smallest interval that contains every finite value seen so far.</summary>
public struct DataRange
{
    public DataRange()
    {
    }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public readonly bool IsEmpty => Minimum > Maximum;

    public static DataRange Of<T>(ReadOnlySpan<T> values)
        where T : INumberBase<T>
    {
        DataRange range = new();
        foreach (T value in values) range.Add(double.CreateTruncating(value));
        return range;
    }

    /// <summary>Widens the interval to contain <paramref name="value"/>; NaN and infinities are ignored.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }
}
