using SimdOptim.Activations;
using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class LayerCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() => [.. Builder(), .. BatchNorm(), .. Masks()];

    private static IEnumerable<BadCalls> Builder()
    {
        NetworkBuilder<float> builder = new NetworkBuilder<float>(2).Dense(3);
        return
        [
            new BadCalls("NetworkBuilder<T>(int)")
                .RefusesElements("T", () => new NetworkBuilder<Half>(2))
                .RefusesRange("inputCount", () => new NetworkBuilder<float>(0), () => new NetworkBuilder<float>(-1)),
            Of("Add(Layer<T>)")
                .RefusesNull("layer", () => builder.Add(null!))
                .Refuses("layer", () => builder.Add(new NetworkBuilder<float>(4).Dense(3).Build().Layers[0])),
            new BadCalls("LeakyReLU(double)").RefusesNumbers("negativeSlope", x => _ = new LeakyReLU(x), -0.1, Infinite),
            new BadCalls("Elu(double)").RefusesNumbers("alpha", x => _ = new Elu(x), -1, Infinite),
            Of("Dense(int, IInitializer, IInitializer)")
                .RefusesRange("outputCount", () => builder.Dense(0), () => builder.Dense(-1), () => builder.Dense(int.MaxValue)),
            Of("Dropout(double, IDropoutMask<T>)")
                .RefusesNumbers("keep", x => builder.Dropout(x, new PhiloxMask<float>(1)), 0, -0.5, 1.5, 1e-300)
                .RefusesNull("mask", () => builder.Dropout(0.5, null!)),
            Of("Dropout(double, ulong)").RefusesNumbers("keep", x => builder.Dropout(x), 0, -0.5, 1.5, 1e-300),
            Of("Elu(double)").RefusesNumbers("alpha", x => builder.Elu(x), -1, Infinite, 1e300, 1e-300),
            Of("Gelu(GeluForm)").RefusesRange("form", () => builder.Gelu((GeluForm)2), () => builder.Gelu((GeluForm)(-1))),
            Of("LayerNorm(double)").RefusesNumbers("epsilon", x => builder.LayerNorm(x), 0, -1, Infinite, 1e-300, 1e39),
            Of("LeakyReLU(double)").RefusesNumbers("negativeSlope", x => builder.LeakyReLU(x), -0.1, Infinite, 1e300, 1e-300),
        ];

        BadCalls Of(string method) => new BadCalls($"NetworkBuilder<T>.{method}").Keeps(() => builder.Build().Describe());
    }

    private static IEnumerable<BadCalls> BatchNorm()
    {
        NetworkBuilder<float> builder = new NetworkBuilder<float>(2).Dense(3);
        return
        [
            Of("Momentum", x => builder.BatchNorm(new BatchNormOptions { Momentum = x }), -0.1, 1.1),
            Of("Epsilon", x => builder.BatchNorm(new BatchNormOptions { Epsilon = x }), 0, -1, Infinite, 1e-300, 1e39),
            Of("InitialRunningVariance", x => builder.BatchNorm(new BatchNormOptions { InitialRunningVariance = x }), -1, Infinite, 1e39),
        ];

        BadCalls Of(string option, Action<double> add, params double[] bad) => new BadCalls($"BatchNormOptions.{option} = double")
            .Keeps(() => builder.Build().Describe())
            .RefusesNumbers(option, add, bad);
    }

    private static IEnumerable<BadCalls> Masks()
    {
        NumPyRandom random = new(1);
        return
        [
            new BadCalls("NumPyMask<T>(NumPyRandom, MaskOrder)")
                .RefusesNull("random", () => new NumPyMask<float>(null!, MaskOrder.SamplesFirst))
                .RefusesRange("order", () => new NumPyMask<float>(random, (MaskOrder)2)),
            new BadCalls("NumPyMask<T>(uint, MaskOrder)").RefusesRange("order", () => new NumPyMask<float>(1, (MaskOrder)2)),
            Filling(new NumPyMask<float>(random, MaskOrder.FeaturesFirst), random),
            Filling(new PhiloxMask<float>(1), random)
                .RefusesRange(
                    "position",
                    () => new PhiloxMask<float>(1).Fill(new float[4], 0.5, new MaskPosition(0, 0, Philox.StreamLength / 2, 2)))
                .RefusesRange(
                    "position",
                    () => new PhiloxMask<float>(1).Fill(new float[4], 0.5, new MaskPosition(0, 0, long.MaxValue, 2))),
        ];
    }

    private static BadCalls Filling(IDropoutMask<float> masks, NumPyRandom random)
    {
        float[] mask = [1, 2, 3, 4];
        MaskPosition position = new(0, 0, 0, 2);
        return new BadCalls($"{masks.GetType().Name.Split('`')[0]}<T>.Fill(Span<T>, double, MaskPosition)")
            .Keeps(() => new object[] { mask.ToArray(), RandomnessCalls.StateOf(random) })
            .Refuses("mask", () => masks.Fill(mask.AsSpan(1), 0.5, position))
            .RefusesNumbers("keep", x => masks.Fill(mask, x, position), 0, -0.5, 1.5, 1e-300)
            .RefusesRange("position", () => masks.Fill(mask, 0.5, position with { Step = -1 }))
            .RefusesRange("position", () => masks.Fill(mask, 0.5, position with { FirstSample = -1 }))
            .RefusesRange("position", () => masks.Fill(mask, 0.5, position with { FeatureCount = 0 }))
            .RefusesRange("position", () => masks.Fill(mask, 0.5, position with { FeatureCount = -2 }));
    }
}
