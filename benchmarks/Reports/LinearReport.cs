using System.Globalization;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using SimdOptim.Optimizers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>
/// Checks that the cost of a step is linear in the number of parameters. It measures each rule from a thousand to ten million
/// parameters, and compares it with the slower of arithmetic and memory of that size.
/// </summary>
internal static class LinearReport
{
    private const int CountInFirstCache = 2_000;
    private const double Limit = 1.3;
    private static readonly TimeSpan _time = TimeSpan.FromMilliseconds(800);

    public static void Write()
    {
        Table table = Screen.CreateTable(
            "ns a parameter, medians",
            ["parameters", "bytes each", "ours", "GB/s", "arithmetic", "memory", "ours/slower", string.Create(CultureInfo.InvariantCulture, $"≤ {Limit}")]);
        foreach (NamedRule rule in NamedRule.All)
        {
            foreach (int count in (ReadOnlySpan<int>)[1_000, 10_000, 100_000, 1_000_000, 10_000_000]) Add(table, rule, count);
        }

        IAnsiConsole console = Screen.Create();
        console.Write(table);
        console.WriteLine(
            $"Arithmetic: a step of {CountInFirstCache} parameters minus one of none. "
            + "Memory: loads and stores of the same arrays.");
    }

    private static void Add(Table table, NamedRule rule, int count)
    {
        UpdateStreams streams = new(count, 1 + rule.SlotCount);
        IReadOnlyList<Timing> timings = Contest.Run(
            [CreateSteps(rule, count), new InProcess("memory", streams.Run), CreateSteps(rule, CountInFirstCache), CreateSteps(rule, 0)],
            _time);
        double ours = timings[0].Nanoseconds / count;
        double arithmetic = (timings[2].Nanoseconds - timings[3].Nanoseconds) / CountInFirstCache;
        double memory = ours / timings[1].Ratio; // the ratio of pairs
        double ratio = ours / Math.Max(arithmetic, memory);
        table.AddTexts(
            rule.Name,
            count.ToString("#,0", CultureInfo.InvariantCulture),
            rule.BytesPerParameter.ToString(CultureInfo.InvariantCulture),
            Unit.Format(ours),
            Unit.Format(rule.BytesPerParameter / ours),
            Unit.Format(arithmetic),
            Unit.Format(memory),
            Unit.Format(ratio),
            ratio <= Limit ? "yes" : "no");
    }

    private static InProcess CreateSteps(NamedRule rule, int count)
    {
        float[] parameters = SharedNumbers.Make(count, SharedNumbers.Inputs, offset: 0.5);
        float[] gradients = SharedNumbers.Make(count, SharedNumbers.Targets, offset: 0.5);
        Optimizer<float> optimizer = rule.Create(count);
        return new InProcess(rule.Name, calls =>
        {
            for (int i = 0; i < calls; i++) optimizer.Step(parameters, gradients);
        });
    }
}
