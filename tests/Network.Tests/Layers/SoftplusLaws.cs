namespace SimdOptim.Tests.Layers;

public sealed class SoftplusLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Softplus();
}
