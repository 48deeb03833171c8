using System.CommandLine;
using SimdOptim.Cli.Options;
using SimdOptim.Experiments;
using SimdOptim.Experiments.Frame;
using Spectre.Console;

namespace SimdOptim.Cli.Commands;

/// <summary><c>reproduce</c>: published experiments, done again, their figures beside ours.</summary>
internal sealed class ReproduceCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly ExperimentOptions _options = new(ExperimentList.All);

    public ReproduceCommand(Terminal terminal, CancellationToken cancellation)
        : base("reproduce", "Run the experiments of the courses again and set the published figures beside ours.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        _options.AddTo(this);
        SetAction(Run);
    }

    public override IReadOnlyList<OptionGroup> Groups => [_options];

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("reproduce", "Which experiments are there?"),
        ("reproduce initialization", "Why zeros fail and He works: see out/initialization"),
        ("reproduce --all --out results", "All of them; fails if a figure differs"),
    ];

    private int Run(ParseResult parse)
    {
        IReadOnlyList<Experiment> experiments = _options.Read(parse);
        if (experiments.Count == 0)
        {
            List();
            return ExitCode.Success;
        }

        return new ExperimentRunner(_terminal, _cancellation).Run(experiments, _options.Directory(parse));
    }

    private void List()
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach ((string name, string text) in _options.Notes) grid.AddRow(new Text(name), new Text(text));
        _terminal.CreateConsole().Write(grid);
        _terminal.Output.WriteLine();
        const string Command = $"{Application.Name} reproduce";
        _terminal.Output.WriteLine($"'{Command} <name>' runs one, '{Command} --all' runs all of them.");
    }
}
