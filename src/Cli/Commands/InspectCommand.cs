using System.CommandLine;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Reports;
using SimdOptim.Storage;
using FileOptions = SimdOptim.Cli.Options.FileOptions;

namespace SimdOptim.Cli.Commands;

/// <summary><c>inspect</c>: what is in a safetensors file, and whether it is whole.</summary>
internal sealed class InspectCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly FileOptions _options = new();

    public InspectCommand(Terminal terminal)
        : base("inspect", "List the tensors and metadata of a safetensors file; exit with 1 if it is damaged.")
    {
        _terminal = terminal;
        Groups = [_options];
        _options.AddTo(this);
        SetAction(Run);
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("inspect out/moons/model.safetensors", "What was learned on two moons"),
        ("inspect out/moons/checkpoints/epoch-100.safetensors", "Where a training stopped"),
    ];

    private int Run(ParseResult parse)
    {
        using SafetensorsFile file = SafetensorsFile.Open(_options.Path(parse));
        DigestState digest = file.VerifyDigest();
        FileReport.Write(_terminal, file, digest);
        return digest == DigestState.Wrong ? ExitCode.Failure : ExitCode.Success;
    }
}
