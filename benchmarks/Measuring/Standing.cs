namespace SimdOptim.Benchmarks.Measuring;

/// <summary>How a contestant did.</summary>
/// <param name="Name">The contestant.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="Fastest">The time of a call in the fastest round.</param>
/// <param name="Ratio">The median, over the rounds, of the first contestant's time over this one's.</param>
internal sealed record Standing(string Name, double Nanoseconds, double Fastest, double Ratio);
