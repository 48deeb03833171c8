namespace SimdOptim.Tests.Layers;

public sealed class SoftmaxLaws : LayerLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Softmax();
}
