namespace SimdOptim.Tests.Layers;

public sealed class LayerNormLaws : LayerLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("epsilon", () => new NetworkBuilder<float>(2).LayerNorm(0)),
        ("epsilon", () => new NetworkBuilder<float>(2).LayerNorm(-1)),
        ("epsilon", () => new NetworkBuilder<float>(2).LayerNorm(1e-60)), // 0 in float
        ("epsilon", () => new NetworkBuilder<float>(2).LayerNorm(double.NaN)),
        ("epsilon", () => new NetworkBuilder<float>(2).LayerNorm(double.PositiveInfinity)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) =>
        builder.LayerNorm(BatchNormLaws.Epsilon);
}
