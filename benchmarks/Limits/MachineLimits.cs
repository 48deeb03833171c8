using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>What one core of this machine can do at most.</summary>
/// <param name="Peak">Operations a nanosecond, which are GFLOP/s, of multiply-adds between registers.</param>
/// <param name="AdamNanoseconds">A parameter's share of the hand-written Adam's step, in the second-level cache.</param>
/// <param name="Levels">From the smallest to memory.</param>
internal sealed record MachineLimits(double Peak, double AdamNanoseconds, IReadOnlyList<MemoryLevel> Levels)
{
    private static readonly TimeSpan _time = TimeSpan.FromMilliseconds(200);

    public static MachineLimits Measure()
    {
        const int Count = 16_384;
        PeakLoop peak = new();
        HandWrittenAdam adam = new(Count, learningRate: 1e-3f);
        float[] parameters = new float[Count], gradients = SharedNumbers.Make(Count, SharedNumbers.Targets, offset: 0.5);
        IReadOnlyList<Standing> standings = Contest.Run(
            [
                new InProcess("peak", peak.Run),
                new InProcess("Adam", calls =>
                {
                    for (int i = 0; i < calls; i++) adam.StepAdam(parameters, gradients);
                }),
            ],
            _time);
        return new MachineLimits(
            PeakLoop.OperationsPerCall / standings[0].Nanoseconds,
            standings[1].Nanoseconds / Count,
            [.. CacheSizes.OfThisMachine().Select(level => Measure(level.Name, level.Bytes))]);
    }

    /// <summary>Returns the level that data of a size lies in.</summary>
    public MemoryLevel AtFootprint(double bytes) => Levels.FirstOrDefault(level => bytes <= level.Capacity) ?? Levels[^1];

    private static MemoryLevel Measure(string name, long capacity)
    {
        StreamLoops loops = new(capacity / 2);
        IReadOnlyList<Standing> standings = Contest.Run(
            [new InProcess("read", loops.Read), new InProcess("copy", loops.Copy), new InProcess("triad", loops.Triad)], _time);
        return new MemoryLevel(
            name,
            capacity,
            loops.ReadBytes / standings[0].Nanoseconds,
            loops.CopyBytes / standings[1].Nanoseconds,
            loops.TriadBytes / standings[2].Nanoseconds);
    }
}
