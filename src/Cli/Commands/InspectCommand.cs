using SimdOptim.Storage;

namespace SimdOptim.Cli.Commands;

internal sealed record InspectSettings : Settings
{
    public string Path { get; set; } = "";
}

/// <summary><c>inspect</c>: what a safetensors file contains, and whether it is damaged.</summary>
internal sealed class InspectCommand(Terminal terminal, CancellationToken cancellation) : DocumentedCommand<InspectSettings>(
    "inspect",
    "List the tensors and metadata of a safetensors file; exit with 1 if it is damaged.",
    terminal, cancellation,
    new OptionGroup<InspectSettings>("File").AddOperand(
        "file", "a safetensors file", "A safetensors file, written by any program", (settings, path) => settings.Path = path))
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("inspect out/moons/model.safetensors", "What was learned on two moons"),
        ("inspect out/moons/checkpoints/epoch-100.safetensors", "Where a training stopped"),
    ];

    protected override int Run(InspectSettings settings)
    {
        using SafetensorsFile file = SafetensorsFile.Open(settings.Path);
        DigestState digest = file.VerifyDigest();
        FileReport.Write(Terminal, file, digest);
        return digest == DigestState.Wrong ? ExitCode.Failure : ExitCode.Success;
    }
}
