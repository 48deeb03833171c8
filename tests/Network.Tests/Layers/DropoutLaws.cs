using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public sealed class DropoutLaws : LayerLaws
{
    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("keep", () => new NetworkBuilder<float>(2).Dropout(0)),
        ("keep", () => new NetworkBuilder<float>(2).Dropout(-0.5)),
        ("keep", () => new NetworkBuilder<float>(2).Dropout(1.5)),
        ("keep", () => new NetworkBuilder<float>(2).Dropout(double.NaN)),
        ("keep", () => new NetworkBuilder<float>(2).Dropout(1e-40)), // 1/keep is infinite in float
        ("mask", () => new NetworkBuilder<float>(2).Dropout(0.5, null!)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) =>
        builder.Dropout(0.6, (ulong)shape.Seed);
}

public sealed class DropoutThatKeepsAllLaws : LayerLaws
{
    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.Dropout(1);
}

public sealed class NumPyDropoutLaws : LayerLaws
{
    protected override bool IsPerSample => false; // the stream goes through the batch in one piece

    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("random", () => _ = new NumPyMask<float>(null!, MaskOrder.SamplesFirst)),
        ("order", () => _ = new NumPyMask<float>(1, (MaskOrder)2)),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) =>
        builder.Dropout(0.6, new NumPyMask<T>((uint)shape.Seed, MaskOrder.FeaturesFirst));
}
