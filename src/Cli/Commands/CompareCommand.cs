using System.CommandLine;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Progress;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Commands;

/// <summary><c>compare</c>: the same data, start and order of samples for several optimizers.</summary>
internal sealed class CompareCommand : TrainingCommand
{
    private readonly ComparisonOptions _comparison;

    public CompareCommand(Terminal terminal, CancellationToken cancellation)
        : this(new ComparisonOptions(), terminal, cancellation)
    {
    }

    private CompareCommand(ComparisonOptions comparison, Terminal terminal, CancellationToken cancellation)
        : base(
            "compare",
            "Train one network on the same data with several optimizers; write a table and a picture.",
            comparison,
            "compare-",
            terminal,
            cancellation) => _comparison = comparison;

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("compare moons", "Five optimizers, each at its own rate: see out/compare-moons"),
        ("compare circles --optimizers sgd,heavy-ball,adam --learning-rates 0.01 --target-cost 0.1", "When is 0.1 reached?"),
        ("compare moons --optimizers sgd,sgd,sgd --learning-rates 0.01,0.1,1", "Which rate suits plain gradient descent?"),
    ];

    protected override int Run<T>(ParseResult parse)
    {
        OptimizerKind[] kinds = _comparison.Kinds(parse);
        RunSettings[] settings =
            [.. kinds.Zip(_comparison.LearningRates(parse), (kind, rate) => Read(parse, kind, rate, _comparison.RatesName))];
        RunData<T> data = settings[0].Problem.ReadData<T>();
        TrainingRun<T>[] runs = [.. settings.Select(one => new TrainingRun<T>(one, data))];
        NoteUnused(parse, kinds, _comparison.Name);
        NoteDoubt(data);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;

        ReportDirectory directory = Prepare(parse, settings[0], ComparisonReport.Files);
        Terminal.Output.WriteLine(runs[0].Network.Describe());
        foreach (RunSettings one in settings) WarmUp(one, data);
        List<TrainingRun<T>> finished = [];
        foreach (TrainingRun<T> run in runs)
        {
            Terminal.Output.WriteLine(run.Settings.Optimizer.Summary);
            using (run) run.Train(ProgressDisplay.For(Terminal, lines: 2), Cancellation);
            finished.Add(run);
            if (Cancellation.IsCancellationRequested) break;
        }

        ComparisonReport.Write(Terminal, directory, new OptimizerComparison<T>(finished, _comparison.TargetCost(parse)));
        return Conclude(finished);
    }

    // Each rule is compiled on its first step; the time that it takes would be counted against it.
    private static void WarmUp<T>(RunSettings settings, RunData<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using TrainingRun<T> run = new(settings with { Epochs = 1 }, data);
        run.Train(new NoProgress(), CancellationToken.None);
    }

    private int Conclude<T>(IReadOnlyList<TrainingRun<T>> runs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (TrainingRun<T> run in runs)
        {
            string name = OptimizerComparison<T>.NameOf(run);
            if (DivergenceText.DescribeRetries(run) is { } retries) Terminal.Error.WriteLine($"note: {name}: {retries}");
            if (run.SkippedSteps > 0)
                Terminal.Error.WriteLine($"note: {name}: {Figures.Count(run.SkippedSteps)} steps were skipped");
            if (run.StoppedBy is not { } divergence) continue;
            Terminal.Error.WriteLine($"note: {name}: {DivergenceText.DescribeStop(run, divergence)}");
        }

        if (runs[^1].IsCancelled) return Cancelled(runs[^1]);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        if (runs.Any(run => run.DivergedIn is null)) return ExitCode.Success;
        Terminal.Error.WriteLine("error: every run diverged.");
        return ExitCode.Failure;
    }
}
