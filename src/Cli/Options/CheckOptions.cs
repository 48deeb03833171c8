using System.CommandLine;
using SimdOptim.Cli.Runs;
using SimdOptim.Gradients;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say how gradients are checked.</summary>
internal sealed class CheckOptions : OptionGroup
{
    private static readonly Syntax<DerivativeMethod> _methodSyntax = Syntax.OneOf(
        [DerivativeMethod.Central, DerivativeMethod.Richardson],
        method => method == DerivativeMethod.Central ? "central" : "extrapolated");

    private readonly Setting<int> _parameters;
    private readonly Setting<int> _batchSize;
    private readonly Setting<DerivativeMethod> _method;
    private readonly Setting<double> _step;
    private readonly Setting<double> _tolerance;

    public CheckOptions()
        : base("Check")
    {
        _parameters = Add(new Setting<int>(
            "--parameters",
            "N",
            Syntax.Whole(1, int.MaxValue),
            "How many parameters are checked; of more, so many are drawn",
            "1000"));
        _batchSize = Add(new Setting<int>(
            "--batch-size", "N", Syntax.Whole(0, int.MaxValue), "Samples of the batch; 0 takes all", "16"));
        _method = Add(new Setting<DerivativeMethod>(
            "--method",
            "NAME",
            _methodSyntax,
            "Differences of the cost: central, D(h) = (J(w + h) - J(w - h))/2h, or extrapolated, (4·D(h/2) - D(h))/3",
            "central"));
        _step = Add(new Setting<double>(
            "--step", "H", Syntax.Positive, "Step h (default: 1e-7 if central, 1e-3 if extrapolated)"));
        _tolerance = Add(new Setting<double>(
            "--tolerance", "NUMBER", Syntax.Positive, "The largest relative difference |g - D|/(|g| + |D|) that passes", "2e-7"));
    }

    public CheckSettings Read(ParseResult parse) => new(
        _method.Read(parse),
        _step.IsGiven(parse) ? _step.Read(parse) : null,
        _tolerance.Read(parse),
        _parameters.Read(parse),
        _batchSize.Read(parse));
}
