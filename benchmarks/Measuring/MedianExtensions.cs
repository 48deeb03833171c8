namespace SimdOptim.Benchmarks.Measuring;

/// <summary>Computes medians, which single slow or fast rounds do not change.</summary>
internal static class MedianExtensions
{
    /// <summary>Returns the median; for an even number of values, the upper of the two middle ones.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
