using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Reports;

/// <summary>Everything that is written about a comparison: figures, one picture and one table.</summary>
internal static class ComparisonReport
{
    public static IReadOnlyList<string> Files { get; } = [MetricsFile.Name, HistoryFile.Name, ComparisonPicture.Name];

    public static void Write<T>(Terminal terminal, ReportDirectory directory, OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ComparisonMetricsFile.Write(directory, comparison);
        ComparisonHistoryFile.Write(directory, comparison);
        ComparisonPicture.Write(directory, comparison);
        ComparisonTable.Write(terminal, comparison);
        string target = Figures.Cost(comparison.TargetCost);
        if (double.IsFinite(comparison.TargetCost) && !comparison.HasOwnTarget)
            terminal.Output.WriteLine($"{target} is the highest of the final costs; --target-cost asks for another.");
        terminal.Output.WriteLine($"Written: {string.Join(", ", Files.Select(file => Path.Combine(directory.Path, file)))}");
    }
}
