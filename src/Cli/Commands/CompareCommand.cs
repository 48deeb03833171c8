namespace SimdOptim.Cli.Commands;

/// <summary><c>compare</c>: several optimizers on the same data, initial weights and order of samples.</summary>
internal sealed class CompareCommand(Terminal terminal, CancellationToken cancellation) : TrainingCommand(
    "compare",
    "Train one network on the same data with several optimizers; write a table and a picture.",
    RunOptions.Comparison(),
    "compare-",
    terminal, cancellation)
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("compare moons", "Five optimizers, each at its own rate: see out/compare-moons"),
        ("compare circles --optimizers sgd,heavy-ball,adam --learning-rates 0.01 --target-cost 0.1", "When is 0.1 reached?"),
        ("compare moons --optimizers sgd,sgd,sgd --learning-rates 0.01,0.1,1", "Which rate suits plain gradient descent?"),
    ];

    protected override int Run<T>(RunSettings settings)
    {
        Problem<T> problem = new(settings);
        TrainingRun<T>[] runs =
        [
            .. settings.Optimizers.Zip(settings.LearningRates, (kind, rate) =>
                new TrainingRun<T>(settings with { Optimizers = [kind], LearningRates = [rate] }, problem)),
        ];
        WriteNotes(settings, problem.Doubt);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;

        ReportDirectory directory = Prepare(settings, ComparisonReport<T>.Files);
        Terminal.Output.WriteLine(runs[0].Network.Describe());
        foreach (TrainingRun<T> run in runs) WarmUp(run.Settings, problem);
        List<TrainingRun<T>> finished = [];
        foreach (TrainingRun<T> run in runs)
        {
            Terminal.Output.WriteLine(run.Settings.OptimizerSummary);
            using (run) new ProgressDisplay(Terminal).ShowTraining(run, Cancellation, lines: 2);
            finished.Add(run);
            if (Cancellation.IsCancellationRequested) break;
        }

        ComparisonReport<T>.Write(Terminal, directory, new OptimizerComparison<T>(finished, settings.TargetCost));
        return Conclude(finished);
    }

    // Each rule is compiled at its first step; without this, the time it takes would count against the rule.
    private static void WarmUp<T>(RunSettings settings, Problem<T> problem)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TrainingRun<T> run = new(settings with { Epochs = 1 }, problem);
        run.Train(_ => { }, CancellationToken.None);
    }

    private int Conclude<T>(IReadOnlyList<TrainingRun<T>> runs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (TrainingRun<T> run in runs)
        {
            string name = OptimizerComparison<T>.NameOf(run);
            if (DivergenceText<T>.DescribeRetries(run) is { } retries) Terminal.Note($"{name}: {retries}");
            if (run.SkippedSteps > 0) Terminal.Note($"{name}: {Figures.Count(run.SkippedSteps)} steps were skipped");
            if (run.StoppedBy is { } divergence) Terminal.Note($"{name}: {DivergenceText<T>.DescribeStop(run, divergence)}");
        }

        if (runs[^1].IsCancelled) return Cancelled(runs[^1]);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        if (runs.Any(run => run.DivergedIn is null)) return ExitCode.Success;
        Terminal.Error.WriteLine("error: every run diverged.");
        return ExitCode.Failure;
    }
}
