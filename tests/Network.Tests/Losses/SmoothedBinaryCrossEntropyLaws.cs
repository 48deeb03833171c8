using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

public sealed class SmoothedBinaryCrossEntropyLaws : BinaryCrossEntropyLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("labelSmoothing", () => _ = new BinaryCrossEntropy<float>(-0.1)),
        ("labelSmoothing", () => _ = new BinaryCrossEntropy<float>(1)),
        ("labelSmoothing", () => _ = new BinaryCrossEntropy<float>(double.NaN)),
    ];

    protected override Loss<T> Create<T>() => new BinaryCrossEntropy<T>(0.2);

    [Fact]
    public void It_is_the_loss_of_targets_drawn_to_one_half()
    {
        double[] logits = [-3, 0.5, 4, -1], smoothed = new double[4], gradients = new double[4];
        double cost = new BinaryCrossEntropy<double>(0.2).Evaluate(logits, [0, 1, 0, 0.5], 1, smoothed);

        Assert.Equal(new BinaryCrossEntropy<double>().Evaluate(logits, [0.1, 0.9, 0.1, 0.5], 1, gradients), cost, 1e-15);
        Golden.AssertNear(gradients, smoothed, 0, 1e-16);
    }
}
