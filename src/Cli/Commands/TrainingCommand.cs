using System.CommandLine;
using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;
using SimdOptim.Optimizers;

namespace SimdOptim.Cli.Commands;

/// <summary>A command that trains: all options but those that choose optimizers, and what must be said and refused.</summary>
internal abstract class TrainingCommand : DocumentedCommand
{
    private readonly ProblemOptions _problem = new(hasTest: true);
    private readonly HyperparameterOptions _hyperparameters = new();
    private readonly ScheduleOptions _schedule = new();
    private readonly OutputOptions _output;

    /// <summary>Declares the options.</summary>
    /// <param name="name">The name of the command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="optimizers">The options that choose optimizers.</param>
    /// <param name="outputPrefix">What the default directory is called, before the name of the data.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellation">Ends a training after the step at hand.</param>
    /// <param name="more">More options; or null.</param>
    protected TrainingCommand(
        string name,
        string description,
        OptionGroup optimizers,
        string outputPrefix,
        Terminal terminal,
        CancellationToken cancellation,
        OptionGroup? more = null)
        : base(name, description)
    {
        Terminal = terminal;
        Cancellation = cancellation;
        _output = new OutputOptions(outputPrefix);
        OptionGroup[] last = more is null ? [_output] : [_output, more];
        Groups = [.. _problem.Groups, optimizers, _hyperparameters, _schedule, _problem.Seeds, .. last];
        foreach (OptionGroup group in Groups) group.AddTo(this);
        SetAction(parse => _schedule.Precision(parse) == Precision.Float ? Run<float>(parse) : Run<double>(parse));
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    protected Terminal Terminal { get; }

    protected CancellationToken Cancellation { get; }

    /// <summary>Runs the command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run<T>(ParseResult parse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The settings of a run with one of the optimizers.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="kind">The optimizer.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="rateName">The option that gives it.</param>
    /// <exception cref="UsageException">They contradict each other.</exception>
    protected RunSettings Read(ParseResult parse, OptimizerKind kind, double learningRate, string rateName)
    {
        RunSettings settings = new(
            _problem.Read(parse),
            _hyperparameters.Read(parse, kind, learningRate),
            _schedule.BatchSize(parse),
            _schedule.Accumulate(parse),
            _schedule.Epochs(parse),
            _schedule.Precision(parse),
            _schedule.OnDivergence(parse),
            _schedule.Threads(parse));
        if (settings is { BatchSize: 1, Problem.Network.HasBatchNorm: true })
        {
            throw new UsageException(
                "--batch-size: expected at least 2 samples with --batch-norm, found 1, which has no variance.");
        }

        if (settings is { Optimizer.NonFiniteGuard: NonFiniteGuard.Throw, OnDivergence: DivergencePolicy.Continue })
        {
            throw new UsageException(
                "--non-finite: expected propagate or skip with --on-divergence continue, "
                + "found throw, which counts as a divergence.");
        }

        settings.RefuseWhatFloatCannotHold(rateName);
        return settings;
    }

    /// <summary>Says what is given and has no effect.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="kinds">The optimizers that were chosen.</param>
    /// <param name="option">The option that chose them.</param>
    protected void NoteUnused(ParseResult parse, IReadOnlyList<OptimizerKind> kinds, string option)
    {
        IEnumerable<string> unused = _problem.FindUnused(parse)
            .Concat(_hyperparameters.FindUnused(parse, kinds, option));
        foreach (string note in unused) Terminal.Error.WriteLine($"note: {note}");
    }

    /// <summary>Says if numbers to predict may have been taken for classes.</summary>
    protected void NoteDoubt<T>(RunData<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (DataSource.DescribeDoubt(data.Training) is { } doubt) Terminal.Error.WriteLine($"note: {doubt}");
    }

    /// <summary>
    /// Creates the directory of the report, the first thing written: after all that can be refused was looked at.
    /// </summary>
    protected ReportDirectory Prepare(ParseResult parse, RunSettings settings, IEnumerable<string> files)
    {
        ReportDirectory directory = _output.Read(parse, settings.Problem.Data.Name);
        directory.Prepare(files, settings.Problem.Data.Files);
        return directory;
    }

    /// <summary>Says how far a run came that was cancelled.</summary>
    protected int Cancelled<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string epochs = $"{Figures.Count(run.Epochs.Count)} of {Figures.Count(run.Settings.Epochs)} epochs";
        string steps = run.StepsIntoEpoch == 1 ? " and 1 step" : $" and {Figures.Count(run.StepsIntoEpoch)} steps";
        Terminal.Error.WriteLine($"cancelled after {epochs}{(run.StepsIntoEpoch > 0 ? steps : "")}");
        return ExitCode.Cancelled;
    }
}
