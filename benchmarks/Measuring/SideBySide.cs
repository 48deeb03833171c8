using System.Diagnostics;

namespace SimdOptim.Benchmarks.Measuring;

/// <summary>
/// Two loops at once, on two threads; a call is one of either, so that it takes half as long if they do not hinder each other.
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
