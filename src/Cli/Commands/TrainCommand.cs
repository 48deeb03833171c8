namespace SimdOptim.Cli.Commands;

/// <summary><c>train</c>: one network, one data set, one report.</summary>
internal sealed class TrainCommand(Terminal terminal, CancellationToken cancellation) : TrainingCommand(
    "train",
    "Train a network; write the model, its metrics, the loss curve and a picture of what it has learned.",
    RunOptions.Optimizer(),
    "",
    terminal, cancellation,
    RunOptions.Checkpoints())
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("train moons", "A first run: see out/moons"),
        ("train spiral --layers 32,32", "Three arms need a wider network"),
        ("train moons --optimizer sgd --learning-rate 0.0007", "How much slower without Adam?"),
        ("train moons --optimizer sgd --learning-rate 0.1 --decay staircase:1:1000 --epochs 5000", "A rate that falls in steps"),
        ("train circles --layers 10,5 --activation tanh --batch-norm --dropout-keep 0.9 --l2 0.1", "A network with everything"),
        ("train spiral --layers 32,32 --checkpoint-every 100 --resume", "Continue from the last checkpoint, if there is one"),
        ("train flowers.csv --test more-flowers.csv --out results", "Data of your own"),
        ("train houses.csv --loss mse", "The last column is a number to predict"),
    ];

    protected override int Run<T>(RunSettings settings)
    {
        Problem<T> problem = new(settings);
        using TrainingRun<T> run = new(settings, problem);
        WriteNotes(settings, problem.Doubt);
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;

        ReportDirectory directory = Prepare(settings, RunReport<T>.Files);
        RunCheckpoints<T> checkpoints = new(run, Terminal.Note);
        if (settings.Resumes) Terminal.Output.WriteLine(checkpoints.Resume());
        Terminal.Output.WriteLine(run.Network.Describe());
        new ProgressDisplay(Terminal).ShowTraining(run, Cancellation, lines: 10, checkpoints.AfterEpoch);
        if (checkpoints.AfterTraining() is { } saved) Terminal.Output.WriteLine(saved);
        RunReport<T>.Write(Terminal, directory, run);
        if (DivergenceText<T>.DescribeRetries(run) is { } retries) Terminal.Note(retries);
        if (run.StoppedBy is not { } divergence) return run.IsCancelled ? Cancelled(run) : ExitCode.Success;
        Terminal.Error.WriteLine($"error: {DivergenceText<T>.DescribeStop(run, divergence)}");
        return ExitCode.Failure;
    }
}
