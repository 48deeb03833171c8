using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public sealed class TanhGeluLaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Gelu(GeluForm.Tanh);
}
