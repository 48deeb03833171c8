using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>Everything that is written about a comparison: figures, one picture, and a table on the screen.</summary>
internal static class ComparisonReport<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Picture = "comparison.svg";
    private const string Nothing = "–";

    public static IReadOnlyList<string> Files { get; } = [RunFiles<T>.Metrics, RunFiles<T>.History, Picture];

    public static void Write(Terminal terminal, ReportDirectory directory, OptimizerComparison<T> comparison)
    {
        RunFiles<T>.Write(directory, comparison);
        directory.Write(Picture, RunPictures<T>.DrawComparison(comparison).ToSvg());
        string target = Figures.Cost(comparison.TargetCost);
        terminal.CreateConsole().Write(Draw(comparison, target));
        if (double.IsFinite(comparison.TargetCost) && !comparison.HasOwnTarget)
            terminal.Output.WriteLine($"{target} is the highest of the final costs; --target-cost asks for another.");
        terminal.Output.WriteLine($"Written: {string.Join(", ", Files.Select(directory.Resolve))}");
    }

    private static Table Draw(OptimizerComparison<T> comparison, string target)
    {
        TrainingRun<T> first = comparison.Runs[0];
        string measure = first.IsRegression ? "R²" : "accuracy";
        string[] test = first.Test is null ? [] : [$"test {measure}"];
        Table table = new Table().RoundedBorder().AddColumn("optimizer");
        foreach (string name in (string[])["learning rate", "final cost", measure, .. test, $"epochs to {target}", "time"])
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (TrainingRun<T> run in comparison.Runs) table.AddRow(Cells(comparison, run).Select(cell => new Text(cell)));
        return table;
    }

    private static IEnumerable<string> Cells(OptimizerComparison<T> comparison, TrainingRun<T> run)
    {
        bool hasDiverged = run.DivergedIn is not null;
        yield return run.Settings.Optimizer.Name;
        yield return Figures.Exact(run.Settings.LearningRate);
        yield return hasDiverged ? "diverged" : Figures.Cost(run.FinalCost);
        yield return hasDiverged ? Nothing : RunReport<T>.Quality(run.OnTraining);
        if (run.OnTest is { } test) yield return hasDiverged ? Nothing : RunReport<T>.Quality(test);
        yield return comparison.EpochsToTarget(run) is { } epochs ? Figures.Count(epochs) : Nothing;
        yield return comparison.TimeToTarget(run) is { } time ? Figures.Seconds(time) : Nothing;
    }
}
