using SimdOptim.Gradients;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class GradientCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() => [.. Differences(), .. Options(), .. Results(), .. Networks(), .. Accumulators()];

    private static double Square(double x) => x * x;

    private static double SumOfSquares(ReadOnlySpan<double> x) => (x[0] * x[0]) + (x[1] * x[1]);

    private static GradientCheckResult Run(GradientCheckOptions? options = null) =>
        GradientCheck.Run(SumOfSquares, [1, 2], [2, 4], options);

    private static IEnumerable<BadCalls> Differences() =>
    [
        new BadCalls("GradientCheck.Derivative(Func<double, double>, double, double)")
            .RefusesNull("function", () => GradientCheck.Derivative(null!, 1))
            .RefusesNumbers("x", x => GradientCheck.Derivative(Square, x), Infinite)
            .RefusesNumbers("step", step => GradientCheck.Derivative(Square, 1, step), 0, -1, Infinite),
        new BadCalls("GradientCheck.ExtrapolatedDerivative(Func<double, double>, double, double)")
            .RefusesNull("function", () => GradientCheck.ExtrapolatedDerivative(null!, 1))
            .RefusesNumbers("x", x => GradientCheck.ExtrapolatedDerivative(Square, x), Infinite)
            .RefusesNumbers("step", step => GradientCheck.ExtrapolatedDerivative(Square, 1, step), 0, -1, Infinite),
        new BadCalls("GradientCheck.RelativeDifference(double, double)")
            .Takes("analytic", "what is not finite gives NaN, which is the finding")
            .Takes("numerical", "what is not finite gives NaN, which is the finding"),
        new BadCalls("GradientCheck.RelativeDifference(ReadOnlySpan<double>, ReadOnlySpan<double>)")
            .Takes("analytic", "its length is held against the other's")
            .Refuses(
                "numerical",
                () => GradientCheck.RelativeDifference([1, 2], [1]),
                () => GradientCheck.RelativeDifference([], [1])),
        new BadCalls(
            "GradientCheck.Run(Objective, ReadOnlySpan<double>, ReadOnlySpan<double>, GradientCheckOptions, ReadOnlySpan<NamedTensor>)")
            .RefusesNull("objective", () => GradientCheck.Run(null!, [1], [1]))
            .Refuses("parameters", () => GradientCheck.Run(SumOfSquares, [], []))
            .Refuses("gradients", () => GradientCheck.Run(SumOfSquares, [1, 2], [1]))
            .Refuses(
                "tensors",
                () => RunOver(default(NamedTensor)),
                () => RunOver(new NamedTensor("a", 0, 1, 1)),
                () => RunOver(new NamedTensor("a", 0, 1, 3)))
            .Refuses(
                "tensors",
                () => RunOver(new NamedTensor("a", 1, 1, 2)),
                () => RunOver(new NamedTensor("a", 0, 0, 2)),
                () => RunOver(new NamedTensor(null!, 0, 1, 2)))
            .Refuses("tensors", () => RunOver(new NamedTensor("a", 0, 1, 2), new NamedTensor("b", 1, 1, 1))),
    ];

    private static void RunOver(params NamedTensor[] tensors) => GradientCheck.Run(SumOfSquares, [1, 2], [2, 4], null, tensors);

    private static IEnumerable<BadCalls> Accumulators()
    {
        GradientAccumulator<float> accumulator = new(2);
        accumulator.Add([1, 2]);
        float[] memory = [1, 2, 3];
        object Memory() => new object[] { memory.ToArray(), accumulator.Count, accumulator.TotalWeight };

        yield return new BadCalls("GradientAccumulator<T>(int)")
            .RefusesElements("T", () => new GradientAccumulator<Half>(1))
            .RefusesRange("parameterCount", () => new GradientAccumulator<float>(-1));
        yield return new BadCalls("GradientAccumulator<T>.Add(ReadOnlySpan<T>, double)")
            .Keeps(Memory)
            .Refuses("gradients", () => accumulator.Add([1]), () => accumulator.Add([]))
            .RefusesNumbers("weight", x => accumulator.Add([1, 2], x), 0, -1, Infinite);
        yield return new BadCalls("GradientAccumulator<T>.TakeMean(Span<T>)")
            .Keeps(Memory)
            .Refuses("destination", () => accumulator.TakeMean(memory), () => accumulator.TakeMean([]));
    }

    private static IEnumerable<BadCalls> Options() =>
    [
        new BadCalls("GradientCheckOptions.AbsoluteFloor = double?")
            .RefusesNumbers("AbsoluteFloor", x => Run(new GradientCheckOptions { AbsoluteFloor = x }), -1, Infinite),
        new BadCalls("GradientCheckOptions.KinkTolerance = double")
            .RefusesNumbers("KinkTolerance", x => Run(new GradientCheckOptions { KinkTolerance = x }), 0, -1),
        new BadCalls("GradientCheckOptions.Method = DerivativeMethod")
            .RefusesRange("Method", () => Run(new GradientCheckOptions { Method = (DerivativeMethod)7 })),
        new BadCalls("GradientCheckOptions.SampleCount = int?")
            .RefusesRange(
                "SampleCount",
                () => Run(new GradientCheckOptions { SampleCount = 0 }),
                () => Run(new GradientCheckOptions { SampleCount = -1 })),
        new BadCalls("GradientCheckOptions.Step = double?")
            .RefusesNumbers("Step", x => Run(new GradientCheckOptions { Step = x }), 0, -1, Infinite),
    ];

    private static IEnumerable<BadCalls> Results()
    {
        GradientCheckResult result = Run();
        NamedTensor tensor = new("a", 2, 2, 3);
        return
        [
            new BadCalls("GradientCheckResult.Passes(double)").RefusesNumbers("threshold", x => result.Passes(x), -1, Infinite),
            new BadCalls("GradientCheckResult.IsExplainedByKinks(double)")
                .RefusesNumbers("threshold", x => result.IsExplainedByKinks(x), -1, Infinite),
            new BadCalls("NamedTensor.NameOf(int)")
                .RefusesRange("index", () => tensor.NameOf(1), () => tensor.NameOf(8), () => default(NamedTensor).NameOf(0)),
        ];
    }

    private static IEnumerable<BadCalls> Networks()
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(1).BatchNorm().Sigmoid().Build();
        BinaryCrossEntropy<double> loss = new();
        double[] inputs = [1, 2, 3, 4], targets = [0, 1], gradients = new double[network.ParameterCount];
        GradientCheckOptions bad = new() { Step = -1 };
        BadCalls run = new BadCalls(
            "NetworkGradientCheck.Run(Network<double>, ReadOnlySpan<double>, ReadOnlySpan<double>, Loss<double>, "
            + "GradientCheckOptions, double, long)");
        BadCalls judge = new BadCalls(
            "NetworkGradientCheck.Judge(Network<double>, ReadOnlySpan<double>, ReadOnlySpan<double>, Loss<double>, "
            + "ReadOnlySpan<double>, GradientCheckOptions, double, long)");
        return
        [
            Common(run, (n, x, y, l, factor, step) => NetworkGradientCheck.Run(n, x, y, l, null, factor, step))
                .RefusesRange("Step", () => NetworkGradientCheck.Run(network, inputs, targets, loss, bad)),
            Common(judge, (n, x, y, l, factor, step) => NetworkGradientCheck.Judge(n, x, y, l, gradients, null, factor, step))
                .RefusesRange("Step", () => NetworkGradientCheck.Judge(network, inputs, targets, loss, gradients, bad))
                .Refuses("gradients", () => NetworkGradientCheck.Judge(network, inputs, targets, loss, gradients.AsSpan(1)))
                .Refuses("gradients", () => NetworkGradientCheck.Judge(network, inputs, targets, loss, [])),
        ];

        BadCalls Common(BadCalls calls, Action<Network<double>, double[], double[], Loss<double>, double, long> check) => calls
            .Keeps(() => new object[] { network.Parameters.ToArray(), network.Buffers.ToArray() })
            .RefusesNull("network", () => check(null!, inputs, targets, loss, 0, 0))
            .Refuses("network", () => check(new NetworkBuilder<double>(1).Sigmoid().Build(), inputs, targets, loss, 0, 0))
            .Refuses(
                "inputs",
                () => check(network, [1, 2, 3], targets, loss, 0, 0),
                () => check(network, [], targets, loss, 0, 0))
            .Refuses("inputs", () => check(network, [1, 2, 3, double.NaN], targets, loss, 0, 0))
            .Refuses(
                "targets",
                () => check(network, inputs, [0], loss, 0, 0),
                () => check(network, inputs, [0, double.NaN], loss, 0, 0))
            .RefusesNull("loss", () => check(network, inputs, targets, null!, 0, 0))
            .Refuses("loss", () => check(network, inputs, targets, new CategoricalCrossEntropy<double>(), 0, 0))
            .RefusesNumbers("l2Factor", x => check(network, inputs, targets, loss, x, 0), -1, Infinite)
            .RefusesRange("step", () => check(network, inputs, targets, loss, 0, -1));
    }
}
