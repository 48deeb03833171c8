using System.Globalization;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>The unit of a figure: time per amount of work (less is better), or work per time (more is better).</summary>
/// <param name="Symbol">The symbol in reports.</param>
/// <param name="Amount">The nanoseconds of one unit, or the parameters, operations or bytes of a call.</param>
/// <param name="IsRate">Whether the unit is work per time.</param>
internal sealed record Unit(string Symbol, double Amount, bool IsRate = false)
{
    public static Unit Microseconds { get; } = new("µs", 1_000);

    public static Unit MedianMicroseconds { get; } = new("µs, p50", 1_000);

    public static Unit PerParameter(int count) => new("ns/parameter", count);

    public static Unit Gigaflops(double operations) => new("GFLOP/s", operations, IsRate: true);

    public static Unit GigabytesPerSecond(double bytes) => new("GB/s", bytes, IsRate: true);

    public double FromNanoseconds(double nanoseconds) => IsRate ? Amount / nanoseconds : nanoseconds / Amount;

    /// <summary>Formats a figure with three significant digits.</summary>
    public static string Format(double value) => value switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
