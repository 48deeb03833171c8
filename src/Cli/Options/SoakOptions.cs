using System.CommandLine;
using SimdOptim.Cli.Reports;

namespace SimdOptim.Cli.Options;

/// <summary>How long to soak, and where to write.</summary>
internal sealed class SoakOptions : OptionGroup
{
    private readonly Setting<double> _minutes;
    private readonly Setting<int> _threads;
    private readonly Setting<uint> _seed;
    private readonly Setting<string> _directory;

    public SoakOptions()
        : base("Soak")
    {
        _minutes = Add(new Setting<double>("--minutes", "M", Syntax.Minutes, "How long it lasts; fractions are allowed", "10"));
        _threads = Add(new Setting<int>(
            "--threads", "N", Syntax.Whole(1, 256), "How many threads infer beside the training", "2"));
        _seed = Add(new Setting<uint>(
            "--seed", "N", Syntax.Seed, "Seed of the trainings and of the moments at which the child is killed", "4"));
        _directory = Add(new Setting<string>(
            "--out", "DIR", Syntax.Text("a directory"), "Where the child and the report are written", "out/soak"));
    }

    public TimeSpan Duration(ParseResult parse) => TimeSpan.FromMinutes(_minutes.Read(parse));

    public int Threads(ParseResult parse) => _threads.Read(parse);

    public uint Seed(ParseResult parse) => _seed.Read(parse);

    public ReportDirectory Directory(ParseResult parse) => new(_directory.Read(parse));
}
