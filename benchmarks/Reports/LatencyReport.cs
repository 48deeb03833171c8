using System.Diagnostics;
using System.Globalization;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using SimdOptim.Benchmarks.Works;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Measures the distribution of the time of a call, over up to a million calls, and what the calls allocate.
/// </summary>
internal static class LatencyReport
{
    private const int MostCalls = 1_000_000;
    private const int WarmUps = 10; // tiered compilation recompiles every 100 ms
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(12);
    private static readonly string[] _reported = [PeerNames.Ours, PeerNames.Fann];

    public static void Write()
    {
        IAnsiConsole console = Screen.Create();
        using PeerSet installed = PeerSet.Load(withPyTorch: false);
        long[] times = new long[MostCalls];
        Table table = Screen.CreateTable(
            "µs per call", ["by", "calls", "p50", "p99", "p99.9", "max", "bytes allocated", "collections"]);
        Add(table, "the clock alone", "", new InProcess("", _ => { }), times);
        foreach (Work work in (IEnumerable<Work>)[.. WorkList.Inference, .. WorkList.Training])
        {
            foreach (InProcess contestant in work.CreateContestants(installed).OfType<InProcess>())
            {
                if (_reported.Contains(contestant.Name)) Add(table, work.Name, contestant.Name, contestant, times);
            }
        }

        console.Write(table);
        console.Write(ColdStart.CreateTable());
        console.WriteLine("The time of a call includes the time of the clock. Slow work is timed for fewer calls.");
        if (!installed.Has(PeerNames.Fann)) console.WriteLine($"{PeerNames.Fann} is {PeerSet.HowToInstall(PeerNames.Fann)}");
    }

    private static void Add(Table table, string work, string name, InProcess contestant, long[] times)
    {
        for (int i = 0; i < WarmUps; i++) TimeCalls(contestant, times, _warmUp);
        GC.Collect();
        GC.WaitForPendingFinalizers(); // finalizers of the runtime allocate
        int collections = CountCollections();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        int calls = TimeCalls(contestant, times, _longest);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        collections = CountCollections() - collections;

        Span<long> sorted = times.AsSpan(0, calls);
        sorted.Sort();
        table.AddTexts(
            work,
            name,
            calls.ToString("#,0", CultureInfo.InvariantCulture),
            At(sorted, 0.5),
            At(sorted, 0.99),
            At(sorted, 0.999),
            At(sorted, 1),
            allocated.ToString("#,0", CultureInfo.InvariantCulture),
            collections.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes the ticks of each call and returns the number of calls until the time was over.</summary>
    private static int TimeCalls(InProcess contestant, long[] times, TimeSpan longest)
    {
        long now = Stopwatch.GetTimestamp();
        long end = now + (long)(longest.TotalSeconds * Stopwatch.Frequency);
        int calls = 0;
        while (calls < times.Length && now < end)
        {
            long start = Stopwatch.GetTimestamp();
            contestant.Run(1);
            now = Stopwatch.GetTimestamp();
            times[calls++] = now - start;
        }

        return calls;
    }

    private static int CountCollections() => Enumerable.Range(0, GC.MaxGeneration + 1).Sum(GC.CollectionCount);

    private static string At(ReadOnlySpan<long> sorted, double quantile)
    {
        long ticks = sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
        return Unit.Format(Unit.Microseconds.FromNanoseconds(ticks * 1e9 / Stopwatch.Frequency));
    }
}
