using SimdOptim.Cli.Soaking;

namespace SimdOptim.Cli.Commands;

/// <summary><c>soak</c>: everything at once for a long time, every bit compared.</summary>
internal sealed class SoakCommand(Terminal terminal, CancellationToken cancellation) : DocumentedCommand<SoakSettings>(
    "soak",
    "Train, infer, save, and kill a training child process, for minutes; exit with 1 if a bit differs.",
    terminal, cancellation,
    new OptionGroup<SoakSettings>("Soak")
        .Add("--minutes", "M", Syntax.Minutes, "How long it lasts; fractions are allowed", "10",
            (settings, minutes) => settings.Duration = TimeSpan.FromMinutes(minutes))
        .Add("--threads", "N", Syntax.Whole(1, 256), "Number of threads that infer during the training", "2",
            (settings, threads) => settings.Threads = threads)
        .Add("--seed", "N", Syntax.Seed, "Seed of the trainings and of the moments at which the child is killed", "4",
            (settings, seed) => settings.Seed = seed)
        .Add("--out", "DIR", Syntax.Text("a directory"), "Where the child and the report are written", "out/soak",
            (settings, path) => settings.Directory = path))
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("soak --minutes 10", "Does it hold for ten minutes?"),
        ("soak --minutes 0.5 --threads 8 --seed 7", "Half a minute, other moments, more threads"),
    ];

    protected override int Run(SoakSettings settings)
    {
        if (Cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        ReportDirectory directory = new(settings.Directory);
        directory.Prepare([SoakReport.Name], []);
        try
        {
            using Soak soak = new(settings, Cancellation);
            SoakResult result = new ProgressDisplay(Terminal).ShowSoak(settings.Duration, soak.Run);
            SoakReport.Write(Terminal, directory, settings, result, soak.Faults);
            return Conclude(settings, result, soak.Faults);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error.WriteLine("cancelled before the soak began");
            return ExitCode.Cancelled;
        }
    }

    private int Conclude(SoakSettings settings, SoakResult result, Faults faults)
    {
        if (faults.Count > 0)
        {
            Terminal.Error.WriteLine($"error: faults: {Figures.Count(faults.Count)}, the first: {faults.Texts[0]}");
            return ExitCode.Failure;
        }

        if (result.Elapsed >= settings.Duration) return ExitCode.Success;
        Terminal.Error.WriteLine($"cancelled after {Figures.Time(result.Elapsed)} of {Figures.Time(settings.Duration)}");
        return ExitCode.Cancelled;
    }
}
