using System.CommandLine;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Options;

/// <summary>The groups that say what is to be learned, and by what.</summary>
internal sealed class ProblemOptions
{
    private readonly DataOptions _data;
    private readonly NetworkOptions _network = new();
    private readonly LossOptions _loss = new();
    private readonly SeedOptions _seeds = new();

    /// <summary>Declares the options.</summary>
    /// <param name="hasTest">Whether there is any use for data to test on.</param>
    public ProblemOptions(bool hasTest) => _data = new DataOptions(hasTest);

    public IReadOnlyList<OptionGroup> Groups => [_data, _network, _loss];

    public OptionGroup Seeds => _seeds;

    public ProblemSettings Read(ParseResult parse) =>
        new(_data.Read(parse), _network.Read(parse), _loss.Read(parse), _seeds.Read(parse));

    /// <summary>What is given and has no effect, a line each.</summary>
    public IEnumerable<string> FindUnused(ParseResult parse) =>
        Groups.SelectMany(group => group.FindUnused(parse)).Concat(_seeds.FindUnused(parse, Read(parse)));
}
