using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class LossTests
{
    private const double Margin = 0.7;

    private static readonly double[] _badQuantities = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly double[] _badProbabilities = [-0.25, 1.5, 2, double.NaN, double.PositiveInfinity];

    private static readonly double[] _badClasses = [-1, 0.5, 2, double.NaN, double.PositiveInfinity];

    public static TheoryData<Law> Laws =>
    [
        .. new LossLaws(_ => new MeanSquaredError<float>(), _ => new MeanSquaredError<double>()) { BadTargets = _badQuantities },
        .. new LossLaws(_ => new MeanAbsoluteError<float>(), _ => new MeanAbsoluteError<double>())
        {
            BadTargets = _badQuantities,
        },
        .. new LossLaws(_ => new Huber<float>(), _ => new Huber<double>()) { BadTargets = _badQuantities },
        .. new LossLaws(
            draw => new BinaryCrossEntropy<float>(Smoothing(draw)), draw => new BinaryCrossEntropy<double>(Smoothing(draw)))
        {
            MostOutputs = 1,
            BadTargets = _badProbabilities,
            DrawTargets = (value, _) => value.DrawClasses(2),
        },
        .. new LossLaws(
            draw => new CategoricalCrossEntropy<float>(Smoothing(draw)),
            draw => new CategoricalCrossEntropy<double>(Smoothing(draw)))
        {
            FewestOutputs = 2,
            BadTargets = _badClasses,
            DrawTargets = (value, _) => value.DrawClasses(value.Outputs),
        },
        .. new LossLaws(_ => new Hinge<float>(Margin), _ => new Hinge<double>(Margin))
        {
            FewestOutputs = 2,
            BadTargets = _badClasses,
            DrawTargets = DrawTargetsOfHinge,
        },
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    [Fact]
    public void Smoothed_binary_cross_entropy_is_that_of_targets_drawn_to_one_half()
    {
        double[] logits = [-3, 0.5, 4, -1], smoothed = new double[4], gradients = new double[4];
        double cost = new BinaryCrossEntropy<double>(0.2).Evaluate(logits, [0, 1, 0, 0.5], 1, smoothed);

        Assert.Equal(new BinaryCrossEntropy<double>().Evaluate(logits, [0.1, 0.9, 0.1, 0.5], 1, gradients), cost, 1e-15);
        Golden.AssertNear(gradients, smoothed, 0, 1e-16);
    }

    /// <summary>No smoothing in half of the cases.</summary>
    private static double Smoothing(Draw draw) => draw.A < 0.5 ? 0 : draw.A - 0.5;

    // The corner lies where a class is just the margin behind the right one.
    private static double[] DrawTargetsOfHinge(LossCase value, double[] outputs)
    {
        double[] targets = value.DrawClasses(value.Outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            int sample = i / value.Outputs;
            double excess = outputs[i] - outputs[(sample * value.Outputs) + (int)targets[sample]] + Margin;
            if (Math.Abs(excess) < 0.01) outputs[i] += 0.03;
        }

        return targets;
    }
}
