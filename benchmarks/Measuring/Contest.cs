using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>
/// Measures contestants at the same work in turn, A B C A B C …, so that a drift of the machine's speed affects all equally.
/// Compares the first with each of the others, round by round.
/// </summary>
internal static class Contest
{
    private const int FewestRounds = 7;
    private const int MostRounds = 1_001;

    /// <summary>Tiered compilation waits 100 ms before it recompiles methods that are called often, twice.</summary>
    private static readonly TimeSpan _longestTierUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<Timing> Run(IReadOnlyList<Contestant> contestants, TimeSpan time, TimeSpan? warmUp = null)
    {
        int[] calls = WarmUp(contestants, warmUp ?? _longestTierUp);
        List<double>[] times = [.. contestants.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < FewestRounds || Stopwatch.GetElapsedTime(start) < time); round++)
        {
            for (int i = 0; i < calls.Length; i++)
            {
                contestants[i].Measure(1); // not counted: it adapts caches and clock, which the previous contestant left
                times[i].Add(contestants[i].Measure(calls[i]));
            }
        }

        return [.. contestants.Select((contestant, i) => new Timing(
            contestant.Name,
            times[i].Median(),
            times[i].Min(),
            times[0].Zip(times[i], (first, other) => first / other).Median()))];
    }

    /// <summary>Returns the number of calls of each contestant in a round.</summary>
    private static int[] WarmUp(IReadOnlyList<Contestant> contestants, TimeSpan time)
    {
        int[] calls = new int[contestants.Count];
        Array.Fill(calls, 1);
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int i = 0; i < calls.Length; i++)
            {
                double nanoseconds = contestants[i].Measure(calls[i]);
                calls[i] = (int)Math.Clamp(_round.TotalNanoseconds / nanoseconds, 1, 10.0 * calls[i]);
            }
        }
        while (Stopwatch.GetElapsedTime(start) < time);
        return calls;
    }
}

/// <summary>The measured times of a contestant.</summary>
/// <param name="Name">The name of the contestant.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="Fastest">The time of a call in the fastest round.</param>
/// <param name="Ratio">The median over the rounds of the first contestant's time divided by this one's.</param>
internal sealed record Timing(string Name, double Nanoseconds, double Fastest, double Ratio);
