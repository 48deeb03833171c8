namespace SimdOptim.Tests.Layers;

public sealed class DenseLaws : LayerLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
        [("outputCount", () => new NetworkBuilder<float>(2).Dense(0))];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Dense(shape.Outputs);
}
