namespace SimdOptim.Tests.Layers;

public sealed class SigmoidLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Sigmoid();
}
