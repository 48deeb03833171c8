using System.Globalization;
using SimdOptim.Benchmarks.Limits;
using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;
using Spectre.Console;

namespace SimdOptim.Benchmarks.Reports;

/// <summary>Writes the comparison as tables.</summary>
internal static class ComparisonTable
{
    /// <summary>Writes the limits of the machine.</summary>
    public static void Write(IAnsiConsole console, MachineLimits limits)
    {
        Table table = Screen.CreateTable("limits of one core", ["unit", "read", "copy", "triad", "update"]);
        foreach (MemoryLevel level in limits.Levels)
        {
            table.AddTexts(
                level.Name,
                "GB/s",
                Unit.Format(level.Read),
                Unit.Format(level.Copy),
                Unit.Format(level.Triad),
                Unit.Format(level.Update));
        }

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"multiply-adds between registers: {limits.Peak:0} GFLOP/s; Adam by hand: {limits.AdamNanoseconds:0.00} ns/parameter"));
        console.WriteLine();
    }

    /// <summary>Writes a table of rows whose work has the same peers.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<ComparisonRow> rows)
    {
        string[] peers = [.. rows.SelectMany(row => row.Work.Peers).Distinct()];
        Table table = Screen.CreateTable("work", ["unit", PeerNames.Ours, .. peers, "limit", "goal", "ratio", "reached"]);
        foreach (ComparisonRow row in rows)
        {
            table.AddTexts(
            [
                row.Work.Name,
                row.Work.Unit.Symbol,
                Unit.Format(row.Ours),
                .. peers.Select(peer => row.FigureOf(peer) is { } figure ? Unit.Format(figure) : "–"),
                Unit.Format(row.Limit),
                row.Reach,
                string.Join(", ", row.Work.Goals.Select(goal => row.RatioAt(goal) is { } ratio ? Unit.Format(ratio) : "–")),
                row.Reached switch { true => "yes", false => "no", null => "unknown" },
            ]);
        }

        console.Write(table);
        console.WriteLine();
    }
}
