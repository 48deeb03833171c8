namespace SimdOptim.Tests.Layers;

public sealed class TanhLaws : ActivationLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Tanh();
}
