using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Initializers;

namespace SimdOptim.Cli.Options;

/// <summary>The seeds of all streams, and the one that sets them all.</summary>
internal sealed class SeedOptions : OptionGroup
{
    private readonly Setting<uint> _all;
    private readonly Setting<uint> _data;
    private readonly Setting<uint> _initial;
    private readonly Setting<uint> _shuffle;
    private readonly Setting<uint> _dropout;

    public SeedOptions()
        : base("Random numbers (the same command gives the same result)")
    {
        // With 4 every optimizer at its defaults solves every built-in set that the default network can solve.
        _all = Add(new Setting<uint>("--seed", "N", Syntax.Seed, "Seed of the four below", "4"));
        _data = Add(new Setting<uint>("--data-seed", "N", Syntax.Seed, "Seed of a built-in data set"));
        _initial = Add(new Setting<uint>("--init-seed", "N", Syntax.Seed, "Seed of the initial weights"));
        _shuffle = Add(new Setting<uint>(
            "--shuffle-seed", "N", Syntax.Seed, "Seed of the order of samples; epoch e is drawn from N + e"));
        _dropout = Add(new Setting<uint>("--dropout-seed", "N", Syntax.Seed, "Seed of the masks of dropout"));
    }

    public Seeds Read(ParseResult parse)
    {
        uint all = _all.Read(parse);
        return new Seeds(_data.Read(parse, all), _initial.Read(parse, all), _shuffle.Read(parse, all), _dropout.Read(parse, all));
    }

    /// <summary>The seeds that are given and draw nothing, a line each.</summary>
    public IEnumerable<string> FindUnused(ParseResult parse, ProblemSettings problem)
    {
        if (_data.IsGiven(parse) && problem.Data.BuiltIn is null)
            yield return $"{_data.Name} has no effect with {problem.Data.Text}; it is for built-in data";
        if (_initial.IsGiven(parse) && problem.Network.Initializer is Zeros)
            yield return $"{_initial.Name} has no effect with --init zeros; it is for weights that are drawn";
        if (_dropout.IsGiven(parse) && !problem.Network.HasDropout)
            yield return $"{_dropout.Name} has no effect without dropout; see --dropout-keep";
    }
}
