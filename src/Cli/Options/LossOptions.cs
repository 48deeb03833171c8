using System.CommandLine;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Cli.Options;

/// <summary>The options that say what is made small.</summary>
internal sealed class LossOptions : OptionGroup
{
    private readonly Setting<LossKind> _loss;
    private readonly Setting<double> _labelSmoothing;
    private readonly Setting<double> _l2;

    public LossOptions()
        : base("Loss")
    {
        Syntax<LossKind> loss = Syntax.OneOf(LossKind.All, kind => kind.Name);
        _loss = Add(new Setting<LossKind>("--loss", "NAME", loss, "One of those below", LossKind.CrossEntropy.Name));
        _labelSmoothing = Add(new Setting<double>(
            "--label-smoothing",
            "SHARE",
            Syntax.ProperShare,
            "Share of a target that cross-entropy spreads over all classes",
            "0"));
        _l2 = Add(new Setting<double>(
            "--l2",
            "LAMBDA",
            Syntax.NotNegative,
            "Penalty lambda/(2m)·Σw² on the weights, m the samples; part of the cost",
            "0"));
    }

    public override IEnumerable<(string Term, string Text)> Notes =>
    [
        ("cross-entropy", "classes: two end in one sigmoid, more in softmax"),
        ("hinge", "classes: the margins of a support vector machine, one output a class"),
        ("mse, mae, huber", "the last column of a CSV file is a number to predict"),
    ];

    public LossSettings Read(ParseResult parse)
    {
        LossKind kind = _loss.Read(parse);
        return new LossSettings(kind, kind == LossKind.CrossEntropy ? _labelSmoothing.Read(parse) : 0, _l2.Read(parse));
    }

    public override IEnumerable<string> FindUnused(ParseResult parse)
    {
        LossKind kind = _loss.Read(parse);
        if (!_labelSmoothing.IsGiven(parse) || kind == LossKind.CrossEntropy) yield break;
        string user = LossKind.CrossEntropy.Name;
        yield return $"{_labelSmoothing.Name} has no effect with {_loss.Name} {kind.Name}; it is for {user}";
    }
}
