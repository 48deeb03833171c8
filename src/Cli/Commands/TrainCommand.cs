using System.CommandLine;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Progress;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Commands;

/// <summary><c>train</c>: one network, one data set, one report.</summary>
internal sealed class TrainCommand : TrainingCommand
{
    private readonly OptimizerOptions _optimizer;
    private readonly CheckpointOptions _checkpoints;

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
        : this(new OptimizerOptions(), new CheckpointOptions(), terminal, cancellation)
    {
    }

    private TrainCommand(
        OptimizerOptions optimizer, CheckpointOptions checkpoints, Terminal terminal, CancellationToken cancellation)
        : base(
            "train",
            "Train a network; write it, the figures, the loss curve and a picture of what it has learned.",
            optimizer,
            "",
            terminal,
            cancellation,
            checkpoints)
    {
        _optimizer = optimizer;
        _checkpoints = checkpoints;
    }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("train moons", "A first run: see out/moons"),
        ("train spiral --layers 32,32", "Three arms need a wider network"),
        ("train moons --optimizer sgd --learning-rate 0.0007", "How much slower without Adam?"),
        ("train moons --optimizer sgd --learning-rate 0.1 --decay staircase:1:1000 --epochs 5000", "A rate that falls in stairs"),
        ("train circles --layers 10,5 --activation tanh --batch-norm --dropout-keep 0.9 --l2 0.1", "A network with everything"),
        ("train spiral --layers 32,32 --checkpoint-every 100 --resume", "Go on from the last checkpoint, if there is one"),
        ("train flowers.csv --test more-flowers.csv --out results", "Data of your own"),
        ("train houses.csv --loss mse", "The last column is a number to predict"),
    ];

    protected override int Run<T>(ParseResult parse)
    {
        OptimizerKind kind = _optimizer.Kind(parse);
        RunSettings settings = Read(parse, kind, _optimizer.LearningRate(parse), _optimizer.RateName);
        RunData<T> data = settings.Problem.ReadData<T>();
        using TrainingRun<T> run = new(settings, data);
        NoteUnused(parse, [kind], _optimizer.Name);
        NoteDoubt(data);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;

        ReportDirectory directory = Prepare(parse, settings, RunReport.Files);
        RunCheckpoints<T> checkpoints = new(run, directory, _checkpoints.Interval(parse), Terminal);
        if (_checkpoints.Resumes(parse)) checkpoints.Resume();
        Terminal.Output.WriteLine(run.Network.Describe());
        run.Train(ProgressDisplay.For(Terminal), Cancellation, checkpoints.AfterEpoch);
        checkpoints.AfterTraining();
        RunReport.Write(Terminal, directory, run);
        if (DivergenceText.DescribeRetries(run) is { } retries) Terminal.Error.WriteLine($"note: {retries}");
        if (run.StoppedBy is { } divergence)
        {
            Terminal.Error.WriteLine($"error: {DivergenceText.DescribeStop(run, divergence)}");
            return ExitCode.Failure;
        }

        return run.IsCancelled ? Cancelled(run) : ExitCode.Success;
    }
}
