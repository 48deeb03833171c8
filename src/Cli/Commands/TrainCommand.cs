using System.CommandLine;
using System.Numerics;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Progress;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Commands;

/// <summary><c>train</c>: one network, one data set, one report.</summary>
internal sealed class TrainCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly OptimizerOptions _optimizer = new();
    private readonly ScheduleOptions _schedule = new();
    private readonly SeedOptions _seeds = new();
    private readonly OutputOptions _output = new();

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
        : base("train", "Train a network to tell classes apart; write the figures, the loss curve and the decision boundary.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Groups = [_data, _network, _optimizer, _schedule, _seeds, _output];
        foreach (OptionGroup group in Groups) group.AddTo(this);
        SetAction(parse => _schedule.Precision(parse) == Precision.Float ? Train<float>(parse) : Train<double>(parse));
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("train moons", "A first run: see out/moons"),
        ("train spiral --layers 32,32", "Three arms need a wider network"),
        ("train moons --optimizer sgd --learning-rate 0.0007", "How much slower without Adam?"),
        ("train moons --optimizer sgd --learning-rate 0.1 --decay staircase:1:1000 --epochs 5000", "A rate that falls in stairs"),
        ("train flowers.csv --test more-flowers.csv --out results", "Data of your own"),
    ];

    private int Train<T>(ParseResult parse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RunSettings settings = new(
            _data.Read(parse),
            _network.Read(parse),
            _optimizer.Read(parse),
            _seeds.Read(parse),
            _schedule.BatchSize(parse),
            _schedule.Epochs(parse),
            _schedule.L2(parse),
            _schedule.Precision(parse));
        TrainingRun<T> run = new(settings);
        foreach (string note in _optimizer.FindUnused(parse)) _terminal.Error.WriteLine($"note: {note}");
        if (_cancellation.IsCancellationRequested) return ExitCode.Cancelled;

        // The first thing that is written, after all that can be refused has been looked at.
        ReportDirectory directory = _output.Read(parse, settings.Data.Name);
        directory.Prepare(RunReport.Files, settings.Data.Files);
        run.Train(ProgressDisplay.For(_terminal), _cancellation);
        RunReport.Write(_terminal, directory, run);
        if (!run.IsCancelled) return ExitCode.Success;

        _terminal.Error.WriteLine($"cancelled after {Figures.Count(run.History.Count)} of {Figures.Count(settings.Epochs)} epochs");
        return ExitCode.Cancelled;
    }
}
