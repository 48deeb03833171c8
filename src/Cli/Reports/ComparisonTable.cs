using System.Numerics;
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
        bool hasTest = comparison.Runs[0].Test is not null;
        Table table = new Table().RoundedBorder().AddColumn("optimizer");
        string[] measured = ["final cost", "accuracy", .. hasTest ? ["test accuracy"] : Array.Empty<string>()];
        foreach (string name in (string[])["learning rate", .. measured, $"epochs to {Figures.Cost(comparison.TargetCost)}", "time"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (TrainingRun<T> run in comparison.Runs)
        {
            bool hasDiverged = run.DivergedIn is not null;
            string[] test = run.TestAccuracy is { } accuracy ? [hasDiverged ? Nothing : Figures.Share(accuracy)] : [];
            string[] cells =
            [
                run.Settings.Optimizer.Kind.Name,
                Figures.Exact(run.Settings.Optimizer.LearningRate),
                hasDiverged ? "diverged" : Figures.Cost(run.FinalCost),
                hasDiverged ? Nothing : Figures.Share(run.TrainAccuracy),
                .. test,
                comparison.EpochsToTarget(run) is { } epochs ? Figures.Count(epochs) : Nothing,
                comparison.TimeToTarget(run) is { } time ? Figures.Seconds(time) : Nothing,
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        terminal.CreateConsole().Write(table);
    }
}
