using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class HuberLaws : RegressionLossLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("delta", () => _ = new Huber<float>(0)),
        ("delta", () => _ = new Huber<float>(double.NaN)),
        ("delta", () => _ = new Huber<float>(double.PositiveInfinity)),
    ];

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Delta_is_where_the_square_ends(double delta)
    {
        double[] gradients = new double[4];
        double cost = new Huber<double>(delta).Evaluate([delta / 2, -delta, 2 * delta, -1e300], new double[4], 2, gradients);

        double expected = (delta * delta / 8) + (delta * delta / 2) + (delta * delta * 1.5) + (delta * (1e300 - (delta / 2)));
        Assert.Equal(1, cost / (expected / 4), 1e-15);
        Assert.Equal([delta / 8, -delta / 4, delta / 4, -delta / 4], gradients);
    }

    protected override Loss<T> Create<T>() => new Huber<T>();
}
