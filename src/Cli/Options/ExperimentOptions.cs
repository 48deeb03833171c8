using System.CommandLine;
using SimdOptim.Experiments.Frame;

namespace SimdOptim.Cli.Options;

/// <summary>Which experiments to run, and where to write.</summary>
internal sealed class ExperimentOptions : OptionGroup
{
    private readonly IReadOnlyList<Experiment> _experiments;
    private readonly Argument<string?> _name;
    private readonly Switch _all;
    private readonly Setting<string> _directory;

    public ExperimentOptions(IReadOnlyList<Experiment> experiments)
        : base("Experiments")
    {
        _experiments = experiments;
        _name = Add(new Argument<string?>("name")
        {
            Description = "One of those below; without a name they are listed",
            Arity = ArgumentArity.ZeroOrOne,
        });
        _name.Validators.Add(argument =>
        {
            if (argument.Tokens.Any(token => ParseFault.IsOption(token.Value))) argument.AddError("name: expected a name.");
        });
        _all = Add(new Switch("--all", "Run all of them"));
        _directory = Add(new Setting<string>(
            "--out", "DIR", Syntax.Text("a directory"), "Where each experiment gets a directory of its name", "out"));
    }

    public override IEnumerable<(string Term, string Text)> Notes =>
        _experiments.Select(experiment => (experiment.Name, experiment.Description));

    public string Directory(ParseResult parse) => _directory.Read(parse);

    /// <summary>The experiments that were asked for; none if only the list was.</summary>
    /// <exception cref="UsageException">There is no experiment of this name.</exception>
    public IReadOnlyList<Experiment> Read(ParseResult parse)
    {
        string? name = parse.GetValue(_name);
        bool all = _all.IsGiven(parse);
        if (name is null) return all ? _experiments : [];
        if (all) throw new UsageException($"--all: expected no name beside it, found {name}.");
        if (_experiments.FirstOrDefault(experiment => experiment.Name == name) is { } experiment) return [experiment];

        string[] names = [.. _experiments.Select(known => known.Name)];
        string suggestion = Spelling.Closest(name, names) is { } meant ? $"; did you mean {meant}?" : ".";
        throw new UsageException($"name: expected one of {string.Join(", ", names)}, found {name}{suggestion}");
    }
}
