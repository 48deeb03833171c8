using System.CommandLine;

namespace SimdOptim.Cli.Options;

/// <summary>A file to look into.</summary>
internal sealed class FileOptions : OptionGroup
{
    private readonly Argument<string> _file;

    public FileOptions()
        : base("File") => _file = AddFile("file", "a file", "A safetensors file, whoever wrote it");

    public string Path(ParseResult parse) => parse.GetRequiredValue(_file);
}
