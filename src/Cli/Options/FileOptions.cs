using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>A file to look into.</summary>
internal sealed class FileOptions : OptionGroup
{
    private readonly Operand _file;

    public FileOptions()
        : base("File") => _file = Add(new Operand("file", "a safetensors file", "A safetensors file, whoever wrote it"));

    public string Path(ParseResult parse) => parse.GetRequiredValue(_file);
}
