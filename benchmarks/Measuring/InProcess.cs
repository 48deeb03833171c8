using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>A contestant in this process: a loop of its own around its work, so that no delegate is called each time.</summary>
internal sealed class InProcess(string name, Action<int> loop) : Contestant(name)
{
    /// <summary>A contestant whose work is long enough for a delegate around each time not to be noticed.</summary>
    public static InProcess Of(string name, Action work) => new(name, calls =>
    {
        for (int i = 0; i < calls; i++) work();
    });

    /// <summary>Does the work a number of times.</summary>
    public void Run(int calls) => loop(calls);

    public override double Measure(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        loop(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
    }
}
