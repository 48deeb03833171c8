using System.Diagnostics;
using SimdOptim.Experiments;
using SimdOptim.Experiments.Frame;
using Spectre.Console;

namespace SimdOptim.Cli.Commands;

internal sealed record ReproduceSettings : Settings
{
    /// <summary>The name of one experiment, or null.</summary>
    public string? Name { get; set; }

    public bool RunsAll { get; set; }

    /// <summary>Where each experiment gets a directory of its own.</summary>
    public string Directory { get; set; } = "";
}

/// <summary><c>reproduce</c>: published experiments, run again, their figures beside ours.</summary>
internal sealed class ReproduceCommand(Terminal terminal, CancellationToken cancellation) : DocumentedCommand<ReproduceSettings>(
    "reproduce",
    "Run the experiments of the courses again and set the published figures beside ours.",
    terminal, cancellation,
    new OptionGroup<ReproduceSettings>("Experiments", _list)
        .AddOperand("name", "a name", "One of those below; without a name they are listed",
            (settings, name) => settings.Name = name, isRequired: false)
        .AddSwitch("--all", "Run all of them", (settings, isOn) => settings.RunsAll = isOn)
        .Add("--out", "DIR", Syntax.Text("a directory"), "Where each experiment gets a directory of its name", "out",
            (settings, path) => settings.Directory = path))
{
    private static readonly Syntax<Experiment> _experiment = Syntax.OneOf(ExperimentList.All, experiment => experiment.Name);

    private static readonly (string Name, string Description)[] _list =
        [.. ExperimentList.All.Select(experiment => (experiment.Name, experiment.Description))];

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("reproduce", "Which experiments are there?"),
        ("reproduce initialization", "Why zeros fail and He works: see out/initialization"),
        ("reproduce --all --out results", "All of them; fails if a figure differs"),
    ];

    protected override int Run(ReproduceSettings settings)
    {
        IReadOnlyList<Experiment> experiments = Choose(settings);
        if (experiments.Count > 0) return new ExperimentRunner(Terminal, Cancellation).Run(experiments, settings.Directory);

        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach ((string name, string text) in _list) grid.AddRow(new Text(name), new Text(text));
        Terminal.CreateConsole().Write(grid);
        Terminal.Output.WriteLine();
        const string Command = $"{Program.Name} reproduce";
        Terminal.Output.WriteLine($"'{Command} <name>' runs one, '{Command} --all' runs all of them.");
        return ExitCode.Success;
    }

    /// <summary>Returns the experiments to run; none if they are only to be listed.</summary>
    private static IReadOnlyList<Experiment> Choose(ReproduceSettings settings)
    {
        if (settings.Name is not { } name) return settings.RunsAll ? ExperimentList.All : [];
        if (settings.RunsAll) throw new UsageException($"--all: expected no name beside it, found {name}.");
        if (_experiment.TryParse(name, out Experiment? experiment)) return [experiment];
        throw new UsageException(
            $"name: expected {_experiment.Expected}, found {name}{Spelling.Suggestion(name, _experiment.Choices!)}");
    }
}

/// <summary>Runs experiments one after the other and reports each.</summary>
internal sealed class ExperimentRunner(Terminal terminal, CancellationToken cancellation)
{
    /// <summary>Runs the experiments; each gets a directory of its own.</summary>
    /// <returns>One of <see cref="ExitCode"/>: a failure if a figure differs.</returns>
    /// <exception cref="UsageException">The reports cannot be written; nothing has been run.</exception>
    public int Run(IReadOnlyList<Experiment> experiments, string root)
    {
        if (cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        ReportDirectory[] directories =
            [.. experiments.Select(experiment => new ReportDirectory(Path.Combine(root, experiment.Name)))];
        try
        {
            foreach (ReportDirectory directory in directories) directory.Prepare([FindingsReport.Name], []);
            return Run(experiments, directories);
        }
        finally
        {
            foreach (ReportDirectory directory in directories.Reverse()) directory.RemoveUnused(); // the first created their root
        }
    }

    private int Run(IReadOnlyList<Experiment> experiments, ReportDirectory[] directories)
    {
        ProgressDisplay progress = new(terminal);
        List<Outcome> outcomes = [];
        try
        {
            for (int i = 0; i < experiments.Count; i++)
            {
                Outcome outcome = Run(experiments[i], progress, i + 1, experiments.Count);
                FindingsReport.Write(terminal, directories[i], outcome);
                outcomes.Add(outcome);
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"cancelled after {outcomes.Count} of {experiments.Count} experiments");
            return ExitCode.Cancelled;
        }

        if (experiments.Count > 1) FindingsReport.WriteSummary(terminal, outcomes);
        return outcomes.All(outcome => outcome.Findings.Passes) ? ExitCode.Success : ExitCode.Failure;
    }

    private Outcome Run(Experiment experiment, ProgressDisplay progress, int number, int count)
    {
        Findings findings = null!;
        long start = Stopwatch.GetTimestamp();
        Workbench bench = new(progress, cancellation);
        progress.ShowExperiment(experiment.Name, number, count, () => findings = experiment.Run(bench));
        cancellation.ThrowIfCancellationRequested();
        return new Outcome(experiment, findings, Stopwatch.GetElapsedTime(start));
    }
}
