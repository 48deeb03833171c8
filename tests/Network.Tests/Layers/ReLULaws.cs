namespace SimdOptim.Tests.Layers;

public sealed class ReLULaws : LayerLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.ReLU();
}
