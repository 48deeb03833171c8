using System.Diagnostics;

namespace SimdOptim.Benchmarks;

/// <summary>Times two actions in turn, so that a machine whose speed drifts slows both alike, and compares them pair by pair.</summary>
public static class PairedTiming
{
    private const int Rounds = 201;
    private static readonly TimeSpan _roundTime = TimeSpan.FromMilliseconds(2);

    /// <summary>Returns the median nanoseconds of a call of each, and the median ratio of the pairs.</summary>
    public static (double First, double Second, double Ratio) Measure(Action first, Action second)
    {
        int calls = Calibrate(first);
        Calibrate(second);
        double[] firstTimes = new double[Rounds], secondTimes = new double[Rounds], ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            firstTimes[round] = Time(first, calls);
            secondTimes[round] = Time(second, calls);
            ratios[round] = firstTimes[round] / secondTimes[round];
        }

        return (Median(firstTimes), Median(secondTimes), Median(ratios));
    }

    private static int Calibrate(Action action)
    {
        int calls = 1;
        for (int repeat = 0; repeat < 20; repeat++)
        {
            double nanoseconds = Time(action, calls);
            calls = (int)Math.Clamp(_roundTime.TotalNanoseconds / Math.Max(nanoseconds, 1), 1, 1_000_000);
        }

        return calls;
    }

    private static double Time(Action action, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
