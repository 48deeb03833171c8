namespace SimdOptim.Experiments;

/// <summary>The update rules of CS231n's second assignment: one step each from given weights, gradients and state.</summary>
internal sealed class Cs231nUpdateRules : Experiment
{
    private const int Count = 20;

    private static readonly double[] _weights = CourseInput.Linspace(-0.4, 0.6, Count);
    private static readonly double[] _gradients = CourseInput.Linspace(-0.6, 0.4, Count);
    private static readonly double[] _rising = CourseInput.Linspace(0.6, 0.9, Count);
    private static readonly double[] _falling = CourseInput.Linspace(0.7, 0.5, Count);

    public override string Name => "cs231n-update-rules";

    public override string Description => "one step of momentum, RMSProp and Adam, as the assignment prints it";

    public override Findings Run(Workbench bench)
    {
        PublishedFigures published = PublishedFigures.Of(Name);
        (Optimizer<double> heavyBall, double[] afterHeavyBall) = Step(new HeavyBall(0.9), 0.001, 0, _rising);
        (Optimizer<double> rmsProp, double[] afterRmsProp) = Step(new RmsProp(0.99, 1e-8), 0.01, 0, _rising);
        double[] averages = [.. _rising, .. _falling];
        (Optimizer<double> adam, double[] afterAdam) = Step(new Adam(0.9, 0.999, 1e-8), 0.01, 5, averages);
        (_, double[] tooEarly) = Step(new Adam(0.9, 0.999, 1e-8), 0.01, 4, averages);
        IReadOnlyList<PrintedFigure> printed = published.Table("adam", "next_w").Figures;
        double control = printed.Zip(tooEarly, (figure, ours) => Math.Abs(figure.Value - ours)).Max();
        Comparison[] tables =
        [
            new("Momentum: v = 0.9·v - lr·g; w += v, learning rate 0.001",
                [Compare("heavy-ball", "next_w", afterHeavyBall), Compare("heavy-ball", "velocity", heavyBall.GetSlot(0))]),
            new("RMSProp, decay rate 0.99, learning rate 0.01",
                [Compare("rmsprop", "next_w", afterRmsProp), Compare("rmsprop", "cache", rmsProp.GetSlot(0))]),
            new("Adam, step 6, learning rate 0.01",
            [
                Compare("adam", "next_w", afterAdam),
                Compare("adam", "m", adam.GetSlot(0)),
                Compare("adam", "v", adam.GetSlot(1)),
                Row.Relation("next_w at step 5, the other reading", "differs: > 1e-5", control, control > 1e-5),
            ]),
        ];
        Picture picture = new("steps.svg", Draw(afterHeavyBall, afterRmsProp, afterAdam));
        return new Findings(tables, [picture], published.Sources, [.. published.Faults.Values]);

        Row Compare(string rule, string quantity, ReadOnlySpan<double> ours) =>
            published.Table(rule, quantity).Against(quantity, ours.ToArray());
    }

    private static (Optimizer<double> Optimizer, double[] Weights) Step<TRule>(
        TRule rule, double learningRate, long stepsBefore, double[] state)
        where TRule : struct, IUpdateRule
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(rule, Count, learningRate);
        optimizer.Restore(stepsBefore, state);
        double[] weights = [.. _weights];
        optimizer.Step(weights, _gradients);
        return (optimizer, weights);
    }

    private static Panels Draw(double[] heavyBall, double[] rmsProp, double[] adam) => new()
    {
        Title = "One step of each rule from the same weights and gradients",
        Children =
        [
            Panel("Momentum", "its velocity of 0.6 to 0.9 outweighs a rate of 0.001", heavyBall, 0.001, 0),
            Panel("RMSProp", "each gradient over the root of its own average square", rmsProp, 0.01, 1),
            Panel("Adam", "an average of 0.6 to 0.9 over the root of another", adam, 0.01, 2),
        ],
    };

    private static LineChart Panel(string name, string subtitle, double[] after, double rate, int colour) => new()
    {
        Title = name,
        Subtitle = subtitle,
        XTitle = "weight",
        YTitle = "change of the weight",
        Series =
        [
            LineSeries.Of<double>("-learning rate · gradient", [.. _gradients.Select(gradient => -rate * gradient)]),
            new LineSeries(
                name, CourseInput.Linspace(0, Count - 1, Count), [.. after.Zip(_weights, (next, before) => next - before)])
            {
                Colour = colour + 1,
            },
        ],
    };
}
