using System.Globalization;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>What a figure counts: time for an amount of work (less is better), or work in a time (more is better).</summary>
/// <param name="Symbol">As it is written.</param>
/// <param name="Amount">The nanoseconds of one, the parameters or the operations of a call.</param>
/// <param name="IsRate">Whether it is work in a time.</param>
internal sealed record Unit(string Symbol, double Amount, bool IsRate = false)
{
    public static Unit Microseconds { get; } = new("µs", 1_000);

    public static Unit MedianMicroseconds { get; } = new("µs, p50", 1_000);

    public static Unit PerParameter(int count) => new("ns/parameter", count);

    public static Unit Gigaflops(double operations) => new("GFLOP/s", operations, IsRate: true);

    public static Unit GigabytesPerSecond(double bytes) => new("GB/s", bytes, IsRate: true);

    public double FromNanoseconds(double nanoseconds) => IsRate ? Amount / nanoseconds : nanoseconds / Amount;

    /// <summary>Three significant digits.</summary>
    public static string Format(double value) => value switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
