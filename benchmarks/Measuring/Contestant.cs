using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>An implementation of a piece of work, to be compared with others.</summary>
internal abstract class Contestant(string name)
{
    public string Name { get; } = name;

    /// <summary>Does the work a number of times and returns the nanoseconds per time.</summary>
    public abstract double Measure(int calls);
}

/// <summary>A contestant in this process. Its delegate contains the loop, so that no delegate is called each time.</summary>
internal sealed class InProcess(string name, Action<int> loop) : Contestant(name)
{
    /// <summary>Creates a contestant whose work is long enough to ignore the cost of a delegate call.</summary>
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
