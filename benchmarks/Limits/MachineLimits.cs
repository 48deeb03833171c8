using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;

namespace SimdOptim.Benchmarks.Limits;

/// <summary>The limits of one core of this machine, from the fastest round of each loop.</summary>
/// <param name="Peak">The peak of multiply-adds between registers, in operations per nanosecond, that is, GFLOP/s.</param>
/// <param name="AdamNanoseconds">The time of a hand-written Adam step per parameter, with data in the L2 cache.</param>
/// <param name="Levels">The levels from the smallest cache to memory.</param>
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

    /// <summary>Returns the nanoseconds to read memory of a size that is read repeatedly.</summary>
    public static double TimeToRead(double bytes)
    {
        StreamLoops loops = new(bytes);
        return Fastest(loops.Read)[0] / loops.Bytes * bytes;
    }

    /// <summary>Returns the nanoseconds to copy one half of memory of a size to the other.</summary>
    public static double TimeToCopy(double bytes)
    {
        StreamLoops loops = new(bytes);
        return Fastest(loops.Copy)[0] / loops.Bytes * bytes;
    }

    /// <summary>
    /// Returns the nanoseconds to move bytes from and to memory of a size, of which a part is overwritten.
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
        return [.. Contest.Run(contestants, _time, warmUp: _time).Select(timing => timing.Fastest)];
    }
}

/// <summary>The speeds at which one core streams through data of a size, in bytes per nanosecond, that is, GB/s.</summary>
/// <param name="Name">The cache level that holds data of this size.</param>
/// <param name="Read">Reading only.</param>
/// <param name="Copy"><c>a = b</c></param>
/// <param name="Triad"><c>a = b + s·c</c></param>
/// <param name="Update"><c>a = a + s·b</c></param>
internal sealed record MemoryLevel(string Name, double Read, double Copy, double Triad, double Update);
