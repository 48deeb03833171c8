using System.CommandLine;
using SimdOptim.Cli.Reports;

namespace SimdOptim.Cli.Options;

/// <summary>Where to write.</summary>
internal sealed class OutputOptions : OptionGroup
{
    private readonly Setting<string> _directory;

    private readonly string _prefix;

    /// <summary>Declares the options.</summary>
    /// <param name="prefix">What the default directory is called, before the name of the data.</param>
    public OutputOptions(string prefix)
        : base("Output")
    {
        _prefix = prefix;
        _directory = Add(new Setting<string>(
            "--out",
            "DIR",
            Syntax.Text("a directory"),
            $"Where the report is written, over that of an earlier run (default: out/{prefix}<data>)"));
    }

    public ReportDirectory Read(ParseResult parse, string dataName) =>
        new(_directory.Read(parse, Path.Combine("out", _prefix + dataName)));
}
