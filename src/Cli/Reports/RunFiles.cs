using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>The figures of one run or several, for other programs and for spreadsheets.</summary>
internal static class RunFiles<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const string Metrics = "metrics.json";
    public const string History = "history.csv";

    private const string HistoryHeader = "epoch,cost,accuracy,learning_rate";

    public static void Write(ReportDirectory directory, TrainingRun<T> run)
    {
        directory.Write(Metrics, stream => Json.Write(stream, Members(run)));
        directory.Write(History, stream => WriteLines(stream, run.Epochs.Select(Line).Prepend(HistoryHeader)));
    }

    public static void Write(ReportDirectory directory, OptimizerComparison<T> comparison)
    {
        directory.Write(Metrics, stream => Json.Write(stream,
        [
            ("targetCost", comparison.TargetCost),
            ("runs", comparison.Runs.Select(run => Members(comparison, run))),
        ]));
        directory.Write(History, stream => WriteLines(
            stream,
            comparison.Runs.SelectMany(run => run.Epochs.Select(
                    epoch => $"{run.Settings.Optimizer.Name},{Figures.Exact(run.Settings.LearningRate)},{Line(epoch)}"))
                .Prepend($"optimizer,initial_learning_rate,{HistoryHeader}")));
    }

    private static IEnumerable<(string Name, object? Value)> Members(OptimizerComparison<T> comparison, TrainingRun<T> run) =>
    [
        ("optimizer", run.Settings.Optimizer.Name),
        ("learningRate", run.Settings.LearningRate),
        ("epochsToTarget", comparison.EpochsToTarget(run)),
        ("secondsToTarget", comparison.TimeToTarget(run)?.TotalSeconds),
        .. Members(run),
    ];

    private static IEnumerable<(string Name, object? Value)> Members(TrainingRun<T> run) =>
    [
        ("finalCost", run.FinalCost),
        ("trainAccuracy", run.OnTraining.Accuracy),
        ("testAccuracy", run.OnTest?.Accuracy),
        .. run.IsRegression
            ? [("trainR2", run.OnTraining.RSquared), ("testR2", run.OnTest?.RSquared)]
            : Array.Empty<(string, object?)>(),
        ("epochs", run.Epochs.Count),
        ("seconds", run.Duration.TotalSeconds),
        ("skippedSteps", run.SkippedSteps),
        ("diverged", run.DivergedIn is not null),
        ("divergences", run.Retries.Append(run.StoppedBy).OfType<Divergence>().Select(Members)),
        ("history", run.Epochs.Select(Members)),
    ];

    private static IEnumerable<(string Name, object? Value)> Members(Divergence divergence) =>
    [
        ("epoch", divergence.Epoch),
        ("step", divergence.Step),
        ("cost", divergence.Cost),
        ("tensor", divergence.Tensor),
        ("learningRate", divergence.LearningRate),
    ];

    private static IEnumerable<(string Name, object? Value)> Members(EpochResult epoch) =>
    [
        ("epoch", epoch.Epoch), ("cost", epoch.Cost), ("accuracy", epoch.Accuracy), ("learningRate", epoch.LearningRate),
    ];

    private static string Line(EpochResult epoch) =>
        $"{epoch.Epoch},{Cell(epoch.Cost)},{Cell(epoch.Accuracy)},{Cell(epoch.LearningRate)}";

    // Blank if it was not measured or is not finite.
    private static string Cell(double? value) => value is { } number && double.IsFinite(number) ? Figures.Exact(number) : "";

    private static void WriteLines(Stream stream, IEnumerable<string> lines)
    {
        using StreamWriter csv = new(stream) { NewLine = "\n" };
        foreach (string line in lines) csv.WriteLine(line);
    }
}
