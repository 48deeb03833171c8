namespace SimdOptim.Tests.Layers;

public sealed class SiLULaws : ActivationLaws
{
    protected override bool IsMonotone => false;

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.SiLU();
}
