using SimdOptim.Benchmarks.Measuring;
using SimdOptim.Benchmarks.Peers;

namespace SimdOptim.Benchmarks.Works;

/// <summary>All work of the comparison, with its goals.</summary>
internal static class WorkList
{
    private static readonly NetworkShape _moons = new(64, 2, 5, 2, 1);
    private static readonly NetworkShape _spiral = new(300, 2, 64, 3);
    private static readonly NetworkShape _digits = new(64, 784, 128, 10);
    private static readonly NetworkShape _deepDigits = new(128, 784, 512, 512, 10);

    public static IReadOnlyList<NetworkShape> Shapes { get; } = [_moons, _spiral, _digits, _deepDigits];

    public static IReadOnlyList<TrainingWork> Training { get; } =
    [
        new(_moons, Goal.AtMostOneIn(3, PeerNames.Fann)),
        new(_spiral, Goal.AtMostOneIn(20, PeerNames.PyTorch)),
        new(_digits, Goal.AtMost(0.40, PeerNames.PyTorch)),
        new(_deepDigits, Goal.AtMost(0.56, PeerNames.PyTorch)),
    ];

    public static IReadOnlyList<TeamWork> Teams { get; } =
    [
        new(_deepDigits, Goal.AtMostOneIn(1.7, PeerNames.OneThread)),
        new(_moons, Goal.AtMost(1.05, PeerNames.OneThread)), // too small to be shared, so as fast as one thread, apart from noise
    ];

    public static IReadOnlyList<InferenceWork> Inference { get; } =
    [
        new(_moons, Goal.AtMostOneIn(2, PeerNames.Fann)),
        new(_spiral, Goal.AtMostOneIn(2, PeerNames.Fann)),
        new(_digits, Goal.AtMostOneIn(11, PeerNames.Fann)),
        new(_deepDigits, Goal.AtMostOneIn(6, PeerNames.Fann)),
    ];

    public static IReadOnlyList<AdamWork> Adam { get; } =
    [
        AdamOf(1_000, 100),
        AdamOf(100_000, 4.5),
        AdamOf(100_003, 4.5), // not a multiple of any vector
        AdamOf(1_000_000, 4),
        AdamOf(16_000_000, 3.5),
    ];

    public static IReadOnlyList<ProductWork> Products { get; } =
    [
        .. new[] { 16, 32, 64, 128, 256, 512, 1024 }.Select(side => new ProductWork(new ProductShape(side, side, side))),
        new(new ProductShape(64, 128, 784)),
        new(new ProductShape(128, 512, 512)),
        new(new ProductShape(300, 64, 2)),
        new(new ProductShape(300, 3, 64)),
        new(new ProductShape(64, 10, 128)),
    ];

    /// <summary>Gets all work in the order of the report, grouped by equal peers.</summary>
    public static IReadOnlyList<IReadOnlyList<Work>> Tables => [[.. Training, .. Inference], [.. Teams], Adam, Products];

    private static AdamWork AdamOf(int count, double divisor) =>
        new(count, Goal.AtMostOneIn(divisor, PeerNames.PyTorch), Goal.AtMost(1.05, PeerNames.ByHand));
}
