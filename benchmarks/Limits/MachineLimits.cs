using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>What one core of this machine can do at most: the fastest round of each loop.</summary>
/// <param name="Peak">Operations a nanosecond, which are GFLOP/s, of multiply-adds between registers.</param>
/// <param name="AdamNanoseconds">A parameter's share of the hand-written Adam's step, in the second-level cache.</param>
/// <param name="Levels">From the smallest cache to memory.</param>
internal sealed record MachineLimits(double Peak, double AdamNanoseconds, IReadOnlyList<MemoryLevel> Levels)
{
    private static readonly TimeSpan _time = TimeSpan.FromMilliseconds(150);

    public static MachineLimits Measure()
    {
        const int Count = 16_384;
        PeakLoop peak = new();
        HandWrittenAdam adam = new(Count, learningRate: 1e-3f);
        float[] parameters = new float[Count], gradients = SharedNumbers.Make(Count, SharedNumbers.Targets, offset: 0.5);
        double[] times = Fastest(peak.Run, calls =>
        {
            for (int i = 0; i < calls; i++) adam.StepAdam(parameters, gradients);
        });
        return new MachineLimits(
            PeakLoop.OperationsPerCall / times[0],
            times[1] / Count,
            [.. CacheSizes.OfThisMachine().Select(level => Measure(level.Name, level.Bytes))]);
    }

    /// <summary>Returns the nanoseconds that it takes to read some memory again and again.</summary>
    public static double TimeToRead(double bytes)
    {
        StreamLoops loops = new(bytes);
        return Fastest(loops.Read)[0] / loops.Bytes * bytes;
    }

    /// <summary>Returns the nanoseconds that it takes to read one half of some memory and write the other.</summary>
    public static double TimeToCopy(double bytes)
    {
        StreamLoops loops = new(bytes);
        return Fastest(loops.Copy)[0] / loops.Bytes * bytes;
    }

    /// <summary>
    /// Returns the nanoseconds that it takes to move bytes from and to some memory, a part of which is overwritten.
    /// </summary>
    public static double TimeToUpdate(double bytes, double movedBytes)
    {
        StreamLoops loops = new(bytes);
        return Fastest(loops.Update)[0] / loops.UpdateBytes * movedBytes;
    }

    private static MemoryLevel Measure(string name, long capacity)
    {
        StreamLoops loops = new(capacity / 2);
        double[] times = Fastest(loops.Read, loops.Copy, loops.Triad, loops.Update);
        return new MemoryLevel(
            name, loops.Bytes / times[0], loops.Bytes / times[1], loops.Bytes / times[2], loops.UpdateBytes / times[3]);
    }

    private static double[] Fastest(params Action<int>[] loops)
    {
        InProcess[] contestants = [.. loops.Select(loop => new InProcess("", loop))];
        return [.. Contest.Run(contestants, _time, warmUp: _time).Select(standing => standing.Fastest)];
    }
}
