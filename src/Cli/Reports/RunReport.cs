using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>Everything that is written about one run: model, figures, pictures, and a table on the screen.</summary>
internal static class RunReport<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Model = "model.safetensors";
    private const string Loss = "loss.svg";
    private const string Boundary = "boundary.svg";
    private const string Fit = "fit.svg";

    // Nobody can tell more apart, and each takes a number for every point of the picture.
    private const int MostClassesDrawn = 100;

    private static readonly string[] _always = [RunFiles<T>.Metrics, RunFiles<T>.History, Loss, Model];

    /// <summary>The names of all files that a report may have.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. _always, Boundary, Fit];

    public static void Write(Terminal terminal, ReportDirectory directory, TrainingRun<T> run)
    {
        // The model comes first: if the disk is nearly full, it is what should be kept.
        run.Network.Save(Path.Combine(directory.Path, Model), metadata: RunMetadata.Of(run));
        RunFiles<T>.Write(directory, run);
        directory.Write(Loss, RunPictures<T>.DrawLoss(run).ToSvg());
        string picture = run.IsRegression ? Fit : Boundary;
        string? obstacle = FindObstacle(run);
        foreach (string name in (string[])[Boundary, Fit])
        {
            if (obstacle is not null || name != picture) directory.Remove(name);
        }

        Panel Draw() => run.IsRegression ? RunPictures<T>.DrawFit(run) : RunPictures<T>.DrawBoundary(run);
        if (obstacle is null) directory.Write(picture, Draw().ToSvg());

        IEnumerable<string> files = obstacle is null ? [.. _always, picture] : _always;
        terminal.WriteTable([.. Rows(run), ("written", string.Join('\n', files.Select(directory.Resolve)))]);
        if (obstacle is not null) terminal.Output.WriteLine($"No {picture}: {obstacle}.");
        if (run is not { StoppedBy: null, DivergedIn: { } diverged }) return;
        terminal.Output.WriteLine(
            $"The cost is not finite since epoch {Figures.Count(diverged)}: a lower --learning-rate may help.");
    }

    /// <summary>Returns why the data cannot be drawn, or null.</summary>
    private static string? FindObstacle(TrainingRun<T> run)
    {
        int features = run.IsRegression ? 1 : 2;
        if (run.Training.ClassCount > MostClassesDrawn)
            return Text($"at most {MostClassesDrawn} classes", run.Training.ClassCount);
        return run.Training.FeatureCount == features ? null : Text(CountFeatures(features), run.Training.FeatureCount);

        static string Text(string expected, int found) => $"it shows data of {expected}, these have {Figures.Count(found)}";
    }

    private static IEnumerable<(string Name, string Text)> Rows(TrainingRun<T> run)
    {
        RunSettings settings = run.Settings;
        string kind = run.IsRegression ? "1 target" : $"{run.Training.ClassCount} classes";
        string samples = $"{Figures.Count(run.Training.Count)} samples, {CountFeatures(run.Training.FeatureCount)}";
        yield return ("data", $"{settings.Data.Text}: {samples}, {kind}");
        if (run.Test is not null) yield return ("test data", $"{settings.TestPath}: {Figures.Count(run.Test.Count)} samples");
        string parameters = $"{Figures.Count(run.Network.ParameterCount)} parameters";
        yield return ("network", $"{run.Architecture}, {parameters}, {settings.Precision.ToString().ToLowerInvariant()}");
        yield return ("optimizer", settings.OptimizerSummary);
        if (settings.Loss != LossKind.CrossEntropy) yield return ("loss", settings.Loss.Title);
        if (settings.LabelSmoothing > 0) yield return ("label smoothing", Figures.Exact(settings.LabelSmoothing));
        if (settings.L2 > 0) yield return ("L2 penalty", $"lambda {Figures.Exact(settings.L2)}");
        yield return ("cost", run.StoppedBy is { } end ? $"diverged in epoch {Figures.Count(end.Epoch)}"
            : run.Epochs.Count == 0 ? "none before an epoch is finished"
            : Figures.Cost(run.FinalCost));
        string measure = run.IsRegression ? "R²" : "accuracy";
        yield return ($"train {measure}", Quality(run.OnTraining));
        if (run.OnTest is { } test) yield return ($"test {measure}", Quality(test));
        string speed = $"{Figures.Count(run.EpochsPerSecond)} a second";
        yield return ("epochs", $"{Figures.Count(run.Epochs.Count)} in {Figures.Time(run.Duration)}, {speed}");
        if (run.SkippedSteps > 0)
            yield return ("skipped steps", $"{Figures.Count(run.SkippedSteps)}, whose gradient was not finite");
    }

    /// <summary>The accuracy or the coefficient of determination.</summary>
    public static string Quality(Evaluation evaluation) =>
        evaluation.Accuracy is { } share ? Figures.Share(share) : Figures.Determination(evaluation.RSquared);

    private static string CountFeatures(int count) => count == 1 ? "1 feature" : $"{count} features";
}

/// <summary>The messages about a training that diverged.</summary>
internal static class DivergenceText<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Says where it diverged.</summary>
    public static string Describe(Divergence divergence) =>
        $"diverged in epoch {Figures.Count(divergence.Epoch)}, at step {Figures.Count(divergence.Step)}: "
        + (divergence.IsInGradient ? "the gradient is not finite" : $"the cost is {Figures.Cost(divergence.Cost)}")
        + $", seen first in {divergence.Tensor}";

    /// <summary>Says where it diverged and what to try.</summary>
    public static string DescribeStop(TrainingRun<T> run, Divergence divergence)
    {
        if (divergence.IsFirst)
        {
            return $"{Describe(divergence)}, before any step was taken; "
                + "try smaller initial weights (--init), or data scaled to about 1.";
        }

        string[] clip = run.Settings.ClipNorm is null ? ["--clip-norm 1"] : [];
        string[] retry = run.Settings.OnDivergence == DivergencePolicy.Stop ? ["--on-divergence retry"] : [];
        string[] advice = [$"a lower learning rate than {Figures.Exact(divergence.LearningRate)}", .. clip, .. retry];
        return $"{Describe(divergence)}; try {string.Join(", or ", advice)}.";
    }

    /// <summary>Says how often the learning rate was lowered, and why; null if it never was.</summary>
    public static string? DescribeRetries(TrainingRun<T> run)
    {
        if (run.Retries is not [Divergence first, ..]) return null;
        string times = run.Retries.Count == 1 ? "once" : $"{run.Retries.Count} times";
        return $"the learning rate was halved {times}; the training first {Describe(first)}";
    }
}
