using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Schedules;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say how a step is taken. What the chosen optimizer has no use for is said, not passed over in silence.</summary>
internal sealed class OptimizerOptions : OptionGroup
{
    private static readonly Syntax<Decay> _decaySyntax = new(
        "none, inverse-time:RATE or staircase:RATE:INTERVAL (like staircase:1:1000)", TryParse, ["none"]);

    private readonly Setting<OptimizerKind> _optimizer;
    private readonly Setting<double> _learningRate;
    private readonly Dictionary<Hyperparameter, Setting<double>> _hyperparameters;
    private readonly Setting<Decay> _decay;
    private readonly Setting<int> _decayDelay;

    public OptimizerOptions()
        : base("Optimizer")
    {
        _optimizer = Add(new Setting<OptimizerKind>(
            "--optimizer", "NAME", Syntax.OneOf(OptimizerKind.All, kind => kind.Name), "One of those below", "adam"));
        _learningRate = Add(new Setting<double>(
            "--learning-rate", "RATE", Syntax.Positive, "Learning rate lr (default: that of the optimizer, see below)"));
        _hyperparameters = new()
        {
            [Hyperparameter.Momentum] = Add(new Setting<double>("--momentum", "SHARE", Syntax.Share, "Share of the velocity that is kept", "0.9")),
            [Hyperparameter.Beta1] = Add(new Setting<double>("--beta1", "SHARE", Syntax.Share, "Weight of past gradients", "0.9")),
            [Hyperparameter.Beta2] = Add(new Setting<double>("--beta2", "SHARE", Syntax.Share, "Weight of past squared gradients", "0.999")),
            [Hyperparameter.Epsilon] = Add(new Setting<double>("--epsilon", "NUMBER", Syntax.NotNegative, "Keeps the divisor from zero", "1e-8")),
        };
        _decay = Add(new Setting<Decay>(
            "--decay",
            "DECAY",
            _decaySyntax,
            "Rate by epoch n: none, inverse-time:RATE for lr/(1 + RATE·n), or staircase:RATE:INTERVAL for lr/(1 + RATE·⌊n/INTERVAL⌋)",
            "none"));
        _decayDelay = Add(new Setting<int>(
            "--decay-delay", "N", Syntax.Whole(0, int.MaxValue), "Read the decay N epochs late: epoch n trains at the rate of n - N", "0"));
    }

    public override IEnumerable<(string Term, string Text)> Notes =>
        OptimizerKind.All.Select(kind => (kind.Name, $"{kind.Formula} (lr {Figures.Exact(kind.LearningRate)})"));

    public OptimizerSettings Read(ParseResult parse)
    {
        OptimizerKind kind = _optimizer.Read(parse);
        return new OptimizerSettings(
            kind,
            _learningRate.Read(parse, kind.LearningRate),
            _hyperparameters.ToDictionary(pair => pair.Key, pair => pair.Value.Read(parse)),
            _decay.Read(parse) with { Delay = _decayDelay.Read(parse) });
    }

    /// <summary>What is given and has no effect, a line each.</summary>
    public IEnumerable<string> FindUnused(ParseResult parse)
    {
        OptimizerKind kind = _optimizer.Read(parse);
        foreach ((Hyperparameter hyperparameter, Setting<double> setting) in _hyperparameters)
        {
            if (!setting.IsGiven(parse) || kind.Uses.Contains(hyperparameter)) continue;
            string users = string.Join(", ", OptimizerKind.All.Where(k => k.Uses.Contains(hyperparameter)).Select(k => k.Name));
            yield return $"{setting.Name} has no effect with --optimizer {kind.Name}; it is for {users}";
        }

        if (_decayDelay.IsGiven(parse) && _decay.Read(parse).IsNone) yield return $"{_decayDelay.Name} has no effect without {_decay.Name}";
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
