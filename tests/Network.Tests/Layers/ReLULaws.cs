namespace SimdOptim.Tests.Layers;

public sealed class ReLULaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.ReLU();
}
