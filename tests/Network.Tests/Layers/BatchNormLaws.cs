using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

public class BatchNormLaws : LayerLaws
{
    /// <summary>
    /// Values that are nearly equal are spread by up to 1/√ε, their rounding with them: at 1e-5 a hundred times beyond any
    /// bound of float, and so curved that a difference quotient is off. PyTorch's figures hold the usual ε.
    /// </summary>
    internal const double Epsilon = 0.1;

    protected override bool IsPerSample => false;

    protected virtual BatchNormOptions Options => new() { Epsilon = Epsilon };

    protected override IEnumerable<(string Argument, Action Call)> BadCalls =>
    [
        ("Momentum", () => Add(new BatchNormOptions { Momentum = -0.1 })),
        ("Momentum", () => Add(new BatchNormOptions { Momentum = 1.1 })),
        ("Momentum", () => Add(new BatchNormOptions { Momentum = double.NaN })),
        ("Epsilon", () => Add(new BatchNormOptions { Epsilon = 0 })),
        ("Epsilon", () => Add(new BatchNormOptions { Epsilon = 1e-60 })), // 0 in float
        ("Epsilon", () => Add(new BatchNormOptions { Epsilon = double.PositiveInfinity })),
        ("InitialRunningVariance", () => Add(new BatchNormOptions { InitialRunningVariance = -1 })),
        ("InitialRunningVariance", () => Add(new BatchNormOptions { InitialRunningVariance = double.PositiveInfinity })),
    ];

    protected override NetworkBuilder<T> Add<T>(NetworkBuilder<T> builder, LayerCase shape) => builder.BatchNorm(Options);

    private static NetworkBuilder<float> Add(BatchNormOptions options) => new NetworkBuilder<float>(2).BatchNorm(options);
}

public sealed class UnbiasedBatchNormLaws : BatchNormLaws
{
    protected override BatchNormOptions Options => new() { Epsilon = Epsilon, UsesUnbiasedVariance = true };
}

public sealed class FrozenBatchNormLaws : BatchNormLaws
{
    protected override bool IsPerSample => true;

    protected override BatchNormOptions Options => new() { Epsilon = Epsilon, IsFrozen = true };
}
