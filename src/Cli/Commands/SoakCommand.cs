using System.CommandLine;
using SimdOptim.Charts;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Progress;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Commands;

/// <summary><c>soak</c>: everything at once for a long time, every bit compared.</summary>
internal sealed class SoakCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly SoakOptions _options = new();

    public SoakCommand(Terminal terminal, CancellationToken cancellation)
        : base("soak", "Train, infer, save, and kill a child that trains, for minutes; exit with 1 if a bit differs.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Groups = [_options];
        _options.AddTo(this);
        SetAction(Run);
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("soak --minutes 10", "Does it hold for ten minutes?"),
        ("soak --minutes 0.5 --threads 8 --seed 7", "Half a minute, other moments, more threads"),
    ];

    private int Run(ParseResult parse)
    {
        if (_cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        ReportDirectory directory = _options.Directory(parse);
        directory.Prepare([SoakFile.Name], []);
        SoakSettings settings = new(_options.Duration(parse), _options.Threads(parse), _options.Seed(parse), directory.Path);
        try
        {
            using Soak soak = new(settings, _cancellation);
            SoakResult result = SoakProgress.For(_terminal).Show(settings, soak.Run);
            SoakReport.Write(_terminal, directory, settings, result, soak.Faults);
            return Conclude(settings, result, soak.Faults);
        }
        catch (OperationCanceledException)
        {
            _terminal.Error.WriteLine("cancelled before the soak began");
            return ExitCode.Cancelled;
        }
    }

    private int Conclude(SoakSettings settings, SoakResult result, Faults faults)
    {
        if (faults.Count > 0)
        {
            _terminal.Error.WriteLine($"error: faults: {Figures.Count(faults.Count)}, the first: {faults.Texts[0]}");
            return ExitCode.Failure;
        }

        if (result.Elapsed >= settings.Duration) return ExitCode.Success;
        _terminal.Error.WriteLine($"cancelled after {Figures.Time(result.Elapsed)} of {Figures.Time(settings.Duration)}");
        return ExitCode.Cancelled;
    }
}
