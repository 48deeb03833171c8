using SimdOptim.Losses;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class LossCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() =>
    [
        new BadCalls("BinaryCrossEntropy<T>(double)")
            .RefusesNumbers("labelSmoothing", x => new BinaryCrossEntropy<float>(x), -0.1, 1),
        new BadCalls("CategoricalCrossEntropy<T>(double)")
            .RefusesNumbers("labelSmoothing", x => new CategoricalCrossEntropy<float>(x), -0.1, 1),
        new BadCalls("Hinge<T>(double)").RefusesNumbers("margin", x => new Hinge<float>(x), 0, -1, Infinite, 1e-300, 1e300),
        new BadCalls("Huber<T>(double)").RefusesNumbers("delta", x => new Huber<float>(x), 0, -1, Infinite, 1e-300),
        new BadCalls("Loss<T>.GetTargetCount(int)")
            .RefusesRange("outputCount", () => new BinaryCrossEntropy<float>().GetTargetCount(0))
            .RefusesRange("outputCount", () => new CategoricalCrossEntropy<float>().GetTargetCount(-1))
            .RefusesRange("outputCount", () => new MeanSquaredError<float>().GetTargetCount(0)),
        new BadCalls("Loss<T>.IsFusedWith(Layer<T>)")
            .RefusesNull("output", () => new BinaryCrossEntropy<float>().IsFusedWith(null!))
            .RefusesNull("output", () => new Hinge<float>().IsFusedWith(null!))
            .RefusesNull("output", () => new MeanSquaredError<float>().IsFusedWith(null!)),
    ];
}
