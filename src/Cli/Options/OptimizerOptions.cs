using System.CommandLine;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Options;

/// <summary>The one optimizer to train with.</summary>
internal sealed class OptimizerOptions : OptionGroup
{
    private readonly Setting<OptimizerKind> _optimizer;
    private readonly Setting<double> _learningRate;

    public OptimizerOptions()
        : base("Optimizer")
    {
        _optimizer = Add(new Setting<OptimizerKind>("--optimizer", "NAME", OptimizerKind.Syntax, "One of those below", "adam"));
        _learningRate = Add(new Setting<double>(
            "--learning-rate", "RATE", Syntax.Positive, "Learning rate lr (default: that of the optimizer, see below)"));
    }

    public string Name => _optimizer.Name;

    public string RateName => _learningRate.Name;

    public override IEnumerable<(string Term, string Text)> Notes => OptimizerKind.Notes;

    public OptimizerKind Kind(ParseResult parse) => _optimizer.Read(parse);

    public double LearningRate(ParseResult parse) => _learningRate.Read(parse, Kind(parse).LearningRate);
}
