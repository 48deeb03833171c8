using System.CommandLine;
using SimdOptim.Cli.Reports;

namespace SimdOptim.Cli.Options;

/// <summary>Where to write.</summary>
internal sealed class OutputOptions : OptionGroup
{
    private readonly Setting<string> _directory;

    public OutputOptions()
        : base("Output") =>
        _directory = Add(new Setting<string>(
            "--out", "DIR", Syntax.Text("a directory"), "Where the report is written, over that of an earlier run (default: out/<data>)"));

    public ReportDirectory Read(ParseResult parse, string dataName) => new(_directory.Read(parse, Path.Combine("out", dataName)));
}
