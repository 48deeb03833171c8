using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public sealed class ExactGeluLaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
        [("form", () => new NetworkBuilder<float>(2).Gelu((GeluForm)2))];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Gelu();
}
