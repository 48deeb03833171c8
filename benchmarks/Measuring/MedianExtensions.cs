namespace SimdOptim.Benchmarks.Measuring;

/// <summary>The figure that neither a slow nor a lucky round moves.</summary>
internal static class MedianExtensions
{
    /// <summary>Returns the median; of an even number, the upper of the two in the middle.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
