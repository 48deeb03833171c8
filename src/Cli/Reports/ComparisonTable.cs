using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>What came of each run of a comparison, a line each.</summary>
internal static class ComparisonTable
{
    private const string Nothing = "–";

    public static void Write<T>(Terminal terminal, OptimizerComparison<T> comparison)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TrainingRun<T> first = comparison.Runs[0];
        string measure = first.IsRegression ? "R²" : "accuracy";
        string[] test = first.Test is null ? [] : [$"test {measure}"];
        Table table = new Table().RoundedBorder().AddColumn("optimizer");
        string reached = $"epochs to {Figures.Cost(comparison.TargetCost)}";
        foreach (string name in (string[])["learning rate", "final cost", measure, .. test, reached, "time"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (TrainingRun<T> run in comparison.Runs) table.AddRow(Cells(comparison, run).Select(cell => new Text(cell)));
        terminal.CreateConsole().Write(table);
    }

    private static IEnumerable<string> Cells<T>(OptimizerComparison<T> comparison, TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool hasDiverged = run.DivergedIn is not null;
        yield return run.Settings.Optimizer.Kind.Name;
        yield return Figures.Exact(run.Settings.Optimizer.LearningRate);
        yield return hasDiverged ? "diverged" : Figures.Cost(run.FinalCost);
        yield return Quality(run.TrainAccuracy, run.TrainR2);
        if (run.Test is not null) yield return Quality(run.TestAccuracy, run.TestR2);
        yield return comparison.EpochsToTarget(run) is { } epochs ? Figures.Count(epochs) : Nothing;
        yield return comparison.TimeToTarget(run) is { } time ? Figures.Seconds(time) : Nothing;

        string Quality(double? accuracy, double? r2) =>
            hasDiverged ? Nothing : accuracy is { } share ? Figures.Share(share) : Figures.Determination(r2);
    }
}
