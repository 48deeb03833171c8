namespace SimdOptim.Tests.Layers;

public sealed class LeakyReLULaws : ActivationLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("negativeSlope", () => new NetworkBuilder<float>(2).LeakyReLU(-0.01)),
        ("negativeSlope", () => new NetworkBuilder<float>(2).LeakyReLU(double.NaN)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) =>
        builder.LeakyReLU(shape.Outputs / 10.0);
}
