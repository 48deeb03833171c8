using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>
/// Runs two loops at the same time on two threads. A call of either loop counts, so a call takes half as long as on one thread if
/// the loops do not slow each other down.
/// </summary>
internal sealed class SideBySide : Contestant
{
    private readonly Barrier _barrier = new(2);
    private readonly Action<int> _loop;
    private int _calls;

    public SideBySide(string name, Action<int> loop, Action<int> other)
        : base(name)
    {
        _loop = loop;
        new Thread(() => Follow(other)) { IsBackground = true, Name = name }.Start();
    }

    public override double Measure(int calls)
    {
        _calls = calls;
        _barrier.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        _loop(calls);
        _barrier.SignalAndWait();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (2.0 * calls);
    }

    private void Follow(Action<int> loop)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            loop(_calls);
            _barrier.SignalAndWait();
        }
    }
}
