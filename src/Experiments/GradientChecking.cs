using SimdOptim.Gradients;

namespace SimdOptim.Experiments;

/// <summary>The gradient checking notebook of deeplearning.ai: x·θ, and 4-5-3-1 with two planted faults and without.</summary>
internal sealed class GradientChecking : Experiment
{
    private const double Threshold = 2e-7;

    private static readonly Bound _lastBitOfLog = new(1e-9, "it depends on the last bit of log and on the order of sums");

    public override string Name => "gradient-checking";

    public override string Description => "one dimension, many, and two planted faults to be found and named";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        GradientChecked net = new();
        double[] faulty = net.GradientsWith(("dense2.weight", 2), ("dense1.bias", 4));
        GradientCheckResult right = net.Check(net.NotebookCost, net.Gradients), wrong = net.Check(net.NotebookCost, faulty);
        GradientCheckOptions richardson = new() { Method = DerivativeMethod.Richardson };
        GradientCheckResult exact = net.Check(net.Cost, net.Gradients), sharp = net.Check(net.Cost, net.Gradients, richardson);
        Comparison[] tables =
        [
            new("J = x · theta at theta = 4, step 1e-7", [OneDimension(published, 2), OneDimension(published, 3)]),
            new("4-5-3-1, 47 parameters, step 1e-7",
            [
                Match("dW2 twice, db1 four times", "difference with faults", wrong), Match("right gradient", "difference", right),
            ]),
            new("What the check says", [.. Judge(right, wrong, exact, sharp)], "expected"),
        ];
        Picture[] pictures =
            [new("parameters.svg", DrawParameters(exact, net.Check(net.Cost, faulty))), new("steps.svg", DrawSteps(net))];
        return new Findings(tables, pictures, published.Sources, [.. published.Faults.Values]);

        Row Match(string figure, string quantity, GradientCheckResult result) =>
            published.Table("N-D", quantity).Against(figure, [result.RelativeDifference], _lastBitOfLog);
    }

    private static Row OneDimension(PublishedFigures published, double x)
    {
        double numerical = GradientCheck.Derivative(theta => theta * x, 4);
        PublishedTable table = published.Table($"1-D, x = {x}", "difference");
        return table.Against($"difference, x = {x}", [GradientCheck.RelativeDifference(x, numerical)], Bound.Rounding);
    }

    private static IEnumerable<Row> Judge(
        GradientCheckResult right, GradientCheckResult wrong, GradientCheckResult exact, GradientCheckResult sharp)
    {
        yield return Row.Relation("right gradient", "below 2e-7", right.RelativeDifference, right.Passes(Threshold));
        yield return Row.Relation("the same, cost from the logits", "below 1e-8", exact.RelativeDifference, exact.Passes(1e-8));
        yield return Row.Relation("the same, Richardson", "below 1e-10", sharp.RelativeDifference, sharp.Passes(1e-10));
        yield return Row.Relation("gradient with faults", "above 2e-7", wrong.RelativeDifference, !wrong.Passes(Threshold));

        // A factor f on a correct derivative g gives |fg - g| / (|fg| + |g|).
        Bound bound = new(1e-6, "the closed form |f - 1| / (f + 1), but for the error of the differences");
        yield return Row.Of("difference of dense1.bias, factor 4", 3.0 / 5, Difference("dense1.bias"), bound);
        yield return Row.Of("difference of dense2.weight, factor 2", 1.0 / 3, Difference("dense2.weight"), bound);
        double others = wrong.Tensors.Where(tensor => !IsFaulty(tensor.Tensor)).Max(tensor => tensor.RelativeDifference);
        yield return Row.Relation("largest difference of the other tensors", "below 1e-6", others, others < 1e-6);
        ParameterDifference worst = wrong.Worst;
        yield return Row.Relation("worst parameter", "a planted one", worst.Index, IsFaulty(worst.Tensor), worst.Name);

        static bool IsFaulty(NamedTensor tensor) => tensor.Name is "dense1.bias" or "dense2.weight";

        double Difference(string name) => wrong.Tensors.Single(tensor => tensor.Tensor.Name == name).RelativeDifference;
    }

    private static LineChart DrawParameters(GradientCheckResult right, GradientCheckResult wrong) => new()
    {
        Title = "Two planted faults stand out",
        Subtitle = "The difference of each parameter, if its derivative is not zero. Factor 4: 0.6, factor 2: 0.33",
        XTitle = "parameter",
        YTitle = "relative difference",
        HasLogarithmicY = true,
        Series = [Dots("with faults in dense1.bias and dense2.weight", wrong, 1), Dots("right gradient", right, 0)],
    };

    /// <summary>A single point for each parameter.</summary>
    private static LineSeries Dots(string name, GradientCheckResult result, int colour)
    {
        double[] x = [.. Enumerable.Range(0, 2 * result.Parameters.Count).Select(i => i / 2.0)];
        double[] y = [.. result.Parameters.SelectMany(parameter => new[] { parameter.RelativeDifference, double.NaN })];
        return new LineSeries(name, x, y) { Colour = colour, Style = LineStyle.Dots };
    }

    private static LineChart DrawSteps(GradientChecked net)
    {
        double[] exponents = [.. Enumerable.Range(0, 45).Select(i => -12 + (i * 0.25))];
        return new LineChart
        {
            Title = "Which step is best?",
            Subtitle = "A large step bends with the function, a small one loses digits; the notebooks take 1e-7",
            XTitle = "log₁₀ of the step",
            YTitle = "relative difference",
            HasLogarithmicY = true,
            Series =
            [
                Curve("central, the notebook's cost", net.NotebookCost, DerivativeMethod.Central),
                Curve("central, cost from the logits", net.Cost, DerivativeMethod.Central),
                Curve("Richardson, cost from the logits", net.Cost, DerivativeMethod.Richardson),
            ],
        };

        LineSeries Curve(string name, Objective cost, DerivativeMethod method) =>
            new(name, exponents, [.. exponents.Select(exponent => Difference(cost, method, Math.Pow(10, exponent)))]);

        double Difference(Objective cost, DerivativeMethod method, double step) =>
            net.Check(cost, net.Gradients, new GradientCheckOptions { Method = method, Step = step }).RelativeDifference;
    }
}
