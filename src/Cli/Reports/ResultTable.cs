using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using Spectre.Console;

namespace SimdOptim.Cli.Reports;

/// <summary>What came of a run, at a glance.</summary>
internal static class ResultTable
{
    public static void Write<T>(Terminal terminal, TrainingRun<T> run, IEnumerable<string> files, ReportDirectory directory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (RunSettings settings, ProblemSettings problem) = (run.Settings, run.Settings.Problem);
        Table table = new Table().RoundedBorder().HideHeaders().AddColumns("", "");
        string kind = run.IsRegression ? "1 target" : $"{run.Training.ClassCount} classes";
        string samples = $"{Figures.Count(run.Training.Count)} samples";
        string features = run.Training.FeatureCount == 1 ? "1 feature" : $"{run.Training.FeatureCount} features";
        Row("data", $"{problem.Data.Text}: {samples}, {features}, {kind}");
        if (run.Test is not null) Row("test data", $"{problem.Data.TestPath}: {Figures.Count(run.Test.Count)} samples");
        string parameters = $"{Figures.Count(run.Network.ParameterCount)} parameters";
        Row("network", $"{run.Architecture}, {parameters}, {settings.Precision.ToString().ToLowerInvariant()}");
        Row("optimizer", settings.Optimizer.Summary);
        if (problem.Loss.Kind != LossKind.CrossEntropy) Row("loss", problem.Loss.Kind.Title);
        if (problem.Loss.LabelSmoothing > 0) Row("label smoothing", Figures.Exact(problem.Loss.LabelSmoothing));
        if (problem.Loss.L2 > 0) Row("L2 penalty", $"lambda {Figures.Exact(problem.Loss.L2)}");
        Row("cost", DescribeCost(run));
        if (run.TrainAccuracy is { } train) Row("train accuracy", Figures.Share(train));
        if (run.TestAccuracy is { } test) Row("test accuracy", Figures.Share(test));
        if (run.TrainR2 is { } trainR2) Row("train R²", Figures.Determination(trainR2));
        if (run.TestR2 is { } testR2) Row("test R²", Figures.Determination(testR2));
        string speed = $"{Figures.Count(run.EpochsPerSecond)} a second";
        Row("epochs", $"{Figures.Count(run.Epochs.Count)} in {Figures.Time(run.Duration)}, {speed}");
        if (run.SkippedSteps > 0) Row("skipped steps", $"{Figures.Count(run.SkippedSteps)}, whose gradient was not finite");
        Row("written", string.Join('\n', files.Select(file => Path.Combine(directory.Path, file))));
        terminal.CreateConsole().Write(table);

        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }

    private static string DescribeCost<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (run.StoppedBy is { } end) return $"diverged in epoch {Figures.Count(end.Epoch)}";
        return run.Epochs.Count == 0 ? "none before an epoch is finished" : Figures.Cost(run.FinalCost);
    }
}
