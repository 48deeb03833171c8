using System.CommandLine;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Options;

/// <summary>The optimizers to compare, and what they are judged by.</summary>
internal sealed class ComparisonOptions : OptionGroup
{
    private readonly Setting<OptimizerKind[]> _optimizers;
    private readonly Setting<double[]> _learningRates;
    private readonly Setting<double> _targetCost;

    public ComparisonOptions()
        : base("Comparison")
    {
        _optimizers = Add(new Setting<OptimizerKind[]>(
            "--optimizers",
            "NAMES",
            Syntax.List(OptimizerKind.Syntax),
            "Some of those below, between commas; one can be named again with another rate",
            "sgd,momentum,nesterov,rmsprop,adam"));
        _learningRates = Add(new Setting<double[]>(
            "--learning-rates",
            "RATES",
            Syntax.List(Syntax.Positive),
            "One learning rate for all, or one each between commas (default: those of the optimizers, see below)"));
        _targetCost = Add(new Setting<double>(
            "--target-cost",
            "COST",
            Syntax.Positive,
            "The cost whose first epoch is looked for (default: the highest of the final costs, which all come to)"));
    }

    public string Name => _optimizers.Name;

    public string RatesName => _learningRates.Name;

    public override IEnumerable<(string Term, string Text)> Notes => OptimizerKind.Notes;

    public double? TargetCost(ParseResult parse) => _targetCost.IsGiven(parse) ? _targetCost.Read(parse) : null;

    public OptimizerKind[] Kinds(ParseResult parse) => _optimizers.Read(parse);

    /// <summary>The learning rate of each optimizer.</summary>
    /// <exception cref="UsageException">There are more or fewer rates than optimizers, or two runs would be the same.</exception>
    public double[] LearningRates(ParseResult parse)
    {
        OptimizerKind[] kinds = Kinds(parse);
        double[] rates = _learningRates.Read(parse, [.. kinds.Select(kind => kind.LearningRate)]);
        if (rates.Length == 1) rates = [.. Enumerable.Repeat(rates[0], kinds.Length)];
        if (rates.Length != kinds.Length)
        {
            string all = kinds.Length == 1 ? "" : $" or {kinds.Length}, one for each of {_optimizers.Name}";
            throw new UsageException($"{_learningRates.Name}: expected 1 learning rate{all}, found {rates.Length}.");
        }

        HashSet<(OptimizerKind, double)> seen = [];
        for (int i = 0; i < kinds.Length; i++)
        {
            if (seen.Add((kinds[i], rates[i]))) continue;
            throw new UsageException(
                $"{_optimizers.Name}: expected runs that differ, found {kinds[i].Name} twice "
                + $"at the learning rate {Figures.Exact(rates[i])}.");
        }

        return rates;
    }
}
