namespace SimdOptim.Tests.Layers;

public sealed class EluLaws : ActivationLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("alpha", () => new NetworkBuilder<float>(2).Elu(-1)),
        ("alpha", () => new NetworkBuilder<float>(2).Elu(double.PositiveInfinity)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Elu(shape.Outputs / 5.0);
}
