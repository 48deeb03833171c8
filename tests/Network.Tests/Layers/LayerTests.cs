using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

/// <summary>The laws of the layers that are not activations.</summary>
public sealed class LayerTests
{
    /// <summary>
    /// Normalization magnifies nearly equal values, and their rounding, by up to 1/√ε: with 1e-5 a hundred times more than any
    /// bound of float, and so curved that a difference quotient is off. PyTorch's figures hold the usual ε.
    /// </summary>
    private const double Epsilon = 0.1;

    public static TheoryData<Law> Laws =>
    [
        .. new LayerLaws((builder, value) => builder.Dense(value.Outputs), (builder, value) => builder.Dense(value.Outputs)),
        .. new LayerLaws((builder, _) => builder.Softmax(), (builder, _) => builder.Softmax()),
        .. new LayerLaws((builder, _) => builder.LogSoftmax(), (builder, _) => builder.LogSoftmax()),
        .. new LayerLaws((builder, _) => builder.LayerNorm(Epsilon), (builder, _) => builder.LayerNorm(Epsilon)),
        .. BatchNorm("batchnorm", new BatchNormOptions { Epsilon = Epsilon }),
        .. BatchNorm("unbiased batchnorm", new BatchNormOptions { Epsilon = Epsilon, UsesUnbiasedVariance = true }),
        .. BatchNorm("frozen batchnorm", new BatchNormOptions { Epsilon = Epsilon, IsFrozen = true }),
        .. new LayerLaws(
            (builder, value) => builder.Dropout(0.6, (ulong)value.Seed),
            (builder, value) => builder.Dropout(0.6, (ulong)value.Seed)),
        .. new LayerLaws((builder, _) => builder.Dropout(1), (builder, _) => builder.Dropout(1))
        {
            Subject = "dropout that keeps all",
        },
        .. new LayerLaws(
            (builder, value) => builder.Dropout(0.6, new NumPyMask<float>((uint)value.Seed, MaskOrder.FeaturesFirst)),
            (builder, value) => builder.Dropout(0.6, new NumPyMask<double>((uint)value.Seed, MaskOrder.FeaturesFirst)))
        {
            Subject = "dropout by NumPy",
            IsPerSample = false, // the stream goes through the batch in one piece
        },
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Holds(Law law) => law.Check();

    private static LayerLaws BatchNorm(string subject, BatchNormOptions options) =>
        new((builder, _) => builder.BatchNorm(options), (builder, _) => builder.BatchNorm(options))
        {
            Subject = subject,
            IsPerSample = options.IsFrozen,
        };
}
