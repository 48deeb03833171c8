using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

/// <summary>What the losses of residuals have in common, and where that of Huber bends.</summary>
public sealed class RegressionLossTests
{
    private static readonly Loss<double>[] _losses =
        [new MeanSquaredError<double>(), new MeanAbsoluteError<double>(), new Huber<double>()];

    [Fact]
    public void Classes_are_told_by_the_side_of_one_half() => Assert.All(_losses, loss =>
    {
        double[] outputs = [0.4, 0.6, 0.5, double.NaN, -3, 7];
        Assert.Equal(3, loss.CountCorrect(outputs, [0, 0, 0, 0, 1, 1], 1));
        Assert.Equal(1, loss.CountCorrect(outputs, [0, 1, 0, 0, 1, 1], 2));
        Assert.Throws<ArgumentException>(() => loss.Validate(1, 3, 1));
        Assert.Throws<ArgumentException>(() => loss.Validate(2, 0, 1));
        loss.Validate(1, 2, 1);
        loss.Validate(4, 0, 4);
    });

    [Fact]
    public void What_is_right_costs_nothing() => Assert.All(_losses, loss =>
    {
        double[] gradients = new double[3];
        Assert.Equal(0, loss.Evaluate([1, -2, 1e300], [1, -2, 1e300], 3, gradients));
        Assert.Equal([0, 0, 0], gradients);
    });

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Delta_is_where_the_square_of_Huber_ends(double delta)
    {
        double[] gradients = new double[4];
        double cost = new Huber<double>(delta).Evaluate([delta / 2, -delta, 2 * delta, -1e300], new double[4], 2, gradients);

        double expected = (delta * delta / 8) + (delta * delta / 2) + (delta * delta * 1.5) + (delta * (1e300 - (delta / 2)));
        Assert.Equal(1, cost / (expected / 4), 1e-15);
        Assert.Equal([delta / 8, -delta / 4, delta / 4, -delta / 4], gradients);
    }
}
