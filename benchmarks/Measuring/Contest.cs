using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>
/// Lets contestants do the same work in turn, A B C A B C …, so that a machine whose speed drifts slows all alike, and compares
/// the first with each of the others round by round.
/// </summary>
internal static class Contest
{
    private const int FewestRounds = 7;
    private const int MostRounds = 1_001;

    /// <summary>Tiered compilation waits 100 ms before it looks at what has been called often, twice.</summary>
    private static readonly TimeSpan _longestTierUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<Standing> Run(IReadOnlyList<Contestant> contestants, TimeSpan time, TimeSpan? warmUp = null)
    {
        int[] calls = WarmUp(contestants, warmUp ?? _longestTierUp);
        List<double>[] times = [.. contestants.Select(_ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && (round < FewestRounds || Stopwatch.GetElapsedTime(start) < time); round++)
        {
            for (int i = 0; i < calls.Length; i++)
            {
                contestants[i].Measure(1); // finds caches and clock as the one before left them, which is not the same for all
                times[i].Add(contestants[i].Measure(calls[i]));
            }
        }

        return [.. contestants.Select((contestant, i) => new Standing(
            contestant.Name,
            times[i].Median(),
            times[i].Min(),
            times[0].Zip(times[i], (first, other) => first / other).Median()))];
    }

    /// <summary>Returns how often each is called in a round.</summary>
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
