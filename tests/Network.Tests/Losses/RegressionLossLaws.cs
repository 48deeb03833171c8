namespace SimdOptim.Tests.Losses;

/// <summary>What holds of every loss of quantities, beside the laws of losses.</summary>
public abstract class RegressionLossLaws : LossLaws
{
    protected override IEnumerable<double> BadTargets => [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    /// <summary>
    /// Draws targets at least 0.01 from the outputs, and residuals that are no nearer than that to a corner at 1.
    /// </summary>
    protected override double[] DrawTargets(LossCase shape, Span<double> outputs)
    {
        Random random = new(shape.Seed ^ 2);
        double[] targets = new double[outputs.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            double size = random.Next(2) + 0.01 + (0.98 * random.NextDouble());
            targets[i] = outputs[i] + (random.Next(2) == 0 ? size : -size);
        }

        return targets;
    }

    [Fact]
    public void Classes_are_told_by_the_side_of_one_half()
    {
        double[] outputs = [0.4, 0.6, 0.5, double.NaN, -3, 7];
        Assert.Equal(3, Create<double>().CountCorrect(outputs, [0, 0, 0, 0, 1, 1], 1));
        Assert.Equal(1, Create<double>().CountCorrect(outputs, [0, 1, 0, 0, 1, 1], 2));
        Assert.Throws<ArgumentException>(() => Create<double>().Validate(1, 3, 1));
        Assert.Throws<ArgumentException>(() => Create<double>().Validate(2, 0, 1));
        Create<double>().Validate(1, 2, 1);
        Create<double>().Validate(4, 0, 4);
    }

    [Fact]
    public void What_is_right_costs_nothing()
    {
        double[] gradients = new double[3];
        Assert.Equal(0, Create<double>().Evaluate([1, -2, 1e300], [1, -2, 1e300], 3, gradients));
        Assert.Equal([0, 0, 0], gradients);
    }
}
