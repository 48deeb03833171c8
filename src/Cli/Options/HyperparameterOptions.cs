using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Cli.Options;

/// <summary>What steps depend on beside rule and rate. What no chosen rule has a use for is said.</summary>
internal sealed class HyperparameterOptions : OptionGroup
{
    private static readonly Syntax<Decay> _decaySyntax = new(
        "none, inverse-time:RATE or staircase:RATE:INTERVAL (like staircase:1:1000)", TryParse, ["none"]);

    private readonly Dictionary<Hyperparameter, Setting<double>> _hyperparameters;
    private readonly Setting<Decay> _decay;
    private readonly Setting<int> _decayDelay;
    private readonly Setting<double> _clipNorm;
    private readonly Setting<NonFiniteGuard> _nonFinite;

    public HyperparameterOptions()
        : base("Steps")
    {
        _hyperparameters = new()
        {
            [Hyperparameter.Momentum] = Add(new Setting<double>(
                "--momentum", "SHARE", Syntax.Share, "Share of the velocity that is kept", "0.9")),
            [Hyperparameter.Beta1] = Add(new Setting<double>(
                "--beta1", "SHARE", Syntax.Share, "Weight of past gradients", "0.9")),
            [Hyperparameter.Beta2] = Add(new Setting<double>(
                "--beta2", "SHARE", Syntax.Share, "Weight of past squared gradients", "0.999")),
            [Hyperparameter.Epsilon] = Add(new Setting<double>(
                "--epsilon", "NUMBER", Syntax.NotNegative, "Keeps the divisor from zero", "1e-8")),
        };
        _clipNorm = Add(new Setting<double>(
            "--clip-norm", "NORM", Syntax.Positive, "Scale a gradient down to this norm where it is longer (default: never)"));
        _nonFinite = Add(new Setting<NonFiniteGuard>(
            "--non-finite",
            "POLICY",
            Syntax.OneOf(Enum.GetValues<NonFiniteGuard>(), NameOf),
            "When a gradient is not finite: propagate it; throw, which counts as a divergence; or skip the step",
            "propagate"));
        _decay = Add(new Setting<Decay>(
            "--decay",
            "DECAY",
            _decaySyntax,
            "Rate by epoch n: none, inverse-time:RATE for lr/(1 + RATE·n), or staircase:RATE:INTERVAL for "
                + "lr/(1 + RATE·⌊n/INTERVAL⌋)",
            "none"));
        _decayDelay = Add(new Setting<int>(
            "--decay-delay",
            "N",
            Syntax.Whole(0, int.MaxValue),
            "Read the decay N epochs late: epoch n trains at the rate of n - N",
            "0"));
    }

    public OptimizerSettings Read(ParseResult parse, OptimizerKind kind, double learningRate) => new(
        kind,
        learningRate,
        _hyperparameters.ToDictionary(pair => pair.Key, pair => pair.Value.Read(parse)),
        _decay.Read(parse) with { Delay = _decayDelay.Read(parse) },
        _clipNorm.IsGiven(parse) ? _clipNorm.Read(parse) : null,
        _nonFinite.Read(parse));

    /// <summary>How a guard is called on the command line.</summary>
    public static string NameOf(NonFiniteGuard guard) =>
        guard == NonFiniteGuard.SkipStep ? "skip" : guard.ToString().ToLowerInvariant();

    /// <summary>What is given and has no effect, a line each.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="kinds">The rules that were chosen.</param>
    /// <param name="option">The option that chose them.</param>
    public IEnumerable<string> FindUnused(ParseResult parse, IReadOnlyList<OptimizerKind> kinds, string option)
    {
        foreach ((Hyperparameter hyperparameter, Setting<double> setting) in _hyperparameters)
        {
            if (!setting.IsGiven(parse) || kinds.Any(kind => kind.Uses.Contains(hyperparameter))) continue;
            string chosen = string.Join(",", kinds.Select(kind => kind.Name));
            string users = string.Join(", ", OptimizerKind.All.Where(k => k.Uses.Contains(hyperparameter)).Select(k => k.Name));
            yield return $"{setting.Name} has no effect with {option} {chosen}; it is for {users}";
        }

        if (_decayDelay.IsGiven(parse) && _decay.Read(parse).IsNone)
            yield return $"{_decayDelay.Name} has no effect without {_decay.Name}";
    }

    private static bool TryParse(string text, out Decay decay)
    {
        decay = Decay.None;
        switch (text.Split(':'))
        {
            case ["none"]:
                return true;
            case ["inverse-time", string rateText] when Syntax.NotNegative.TryParse(rateText, out double rate):
                decay = new Decay(text, initial => new InverseTimeDecay(initial, rate));
                return true;
            case ["staircase", string rateText, string intervalText]
                when Syntax.NotNegative.TryParse(rateText, out double rate)
                && Syntax.Whole(1, int.MaxValue).TryParse(intervalText, out int interval):
                decay = new Decay(text, initial => new StaircaseInverseTimeDecay(initial, rate, interval));
                return true;
            default:
                return false;
        }
    }
}
