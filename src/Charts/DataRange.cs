using System.Numerics;

namespace SimdOptim.Charts;

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
