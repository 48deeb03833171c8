namespace SimdOptim.Tests.Layers;

public sealed class LogSoftmaxLaws : LayerLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.LogSoftmax();
}
