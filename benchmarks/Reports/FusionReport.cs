using System.Globalization;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Works;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Compares fused rules with hand-written loops, in one quick run.</summary>
internal static class FusionReport
{
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(1);

    public static void Write()
    {
        Table table = Screen.CreateTable("ns a parameter, medians", ["library", "by hand", "ratio of pairs"]);
        foreach (int count in (ReadOnlySpan<int>)[1_000, 10_000, 100_003])
        {
            AdamSteps steps = new(count);
            Add(table, $"Adam, {count} floats", count, steps.Adam, steps.AdamByHand);
            Add(table, $"clip + Adam + decay, {count} floats", count, steps.Chain, steps.ChainByHand);
        }

        Screen.Create().Write(table);
    }

    private static void Add(Table table, string name, int count, Action library, Action byHand)
    {
        IReadOnlyList<Timing> timings =
            Contest.Run([InProcess.Of("library", library), InProcess.Of("by hand", byHand)], _time);
        table.AddTexts(
            name,
            Format(timings[0].Nanoseconds / count),
            Format(timings[1].Nanoseconds / count),
            Format(timings[1].Ratio));
    }

    private static string Format(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
