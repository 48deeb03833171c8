using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class OptimizerCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() => [.. Rules(), .. Transforms(), .. Steps(), .. Ranges()];

    private static IEnumerable<BadCalls> Rules() =>
    [
        new BadCalls("AdaGrad<T>(double, double)")
            .RefusesNumbers("epsilon", x => new AdaGrad<float>(x), -1e-9, Infinite)
            .RefusesNumbers("initialAccumulator", x => new AdaGrad<float>(0, x), -1, Infinite),
        new BadCalls("Adam<T>(double, double, double, double)")
            .RefusesNumbers("beta1", x => new Adam<float>(x), -0.1, 1.1)
            .RefusesNumbers("beta2", x => new Adam<float>(0.9, x), -0.1, 1.1)
            .RefusesNumbers("epsilon", x => new Adam<float>(0.9, 0.999, x), -1e-9, Infinite)
            .RefusesNumbers("initialSecondMoment", x => new Adam<float>(0.9, 0.999, 0, x), -1, Infinite),
        new BadCalls("HeavyBall<T>(double)").RefusesNumbers("momentum", x => new HeavyBall<float>(x), -0.1, 1.1),
        new BadCalls("Momentum<T>(double)").RefusesNumbers("beta", x => new Momentum<float>(x), -0.1, 1.1),
        new BadCalls("Nesterov<T>(double)").RefusesNumbers("momentum", x => new Nesterov<float>(x), -0.1, 1.1),
        new BadCalls("RmsProp<T>(double, double, double)")
            .RefusesNumbers("rho", x => new RmsProp<float>(x), -0.1, 1.1)
            .RefusesNumbers("epsilon", x => new RmsProp<float>(0.9, x), -1e-9, Infinite)
            .RefusesNumbers("initialAccumulator", x => new RmsProp<float>(0.9, 0, x), -1, Infinite),
    ];

    private static IEnumerable<BadCalls> Transforms() =>
    [
        new BadCalls("Before<T, TTransform, TRule>(TTransform, TRule)")
            .Refuses("rule", () => new Before<float, WeightDecay<float>, Before<float, ClipByGlobalNorm<float>, Sgd<float>>>(
                new(0.1), new(new(1), default))),
        new BadCalls("Chain<T>.Before<TTransform, TRule>(TTransform, TRule)")
            .Refuses("rule", () => Chain<float>.Before(
                new WeightDecay<float>(0.1), Chain<float>.Before(new ClipByGlobalNorm<float>(1), default(Sgd<float>)))),
        new BadCalls("ClipByGlobalNorm<T>(double, double)")
            .RefusesNumbers("maxNorm", x => new ClipByGlobalNorm<float>(x), 0, -1)
            .RefusesNumbers("epsilon", x => new ClipByGlobalNorm<float>(1, x), -1e-9, Infinite),
        new BadCalls("ClipByValue<T>(double)").RefusesNumbers("limit", x => new ClipByValue<float>(x), 0, -1, 1e-50),
        new BadCalls("DecoupledWeightDecay<T>(double, ParameterRanges)")
            .RefusesNumbers("decay", x => new DecoupledWeightDecay<float>(x), -1, Infinite),
        new BadCalls("WeightDecay<T>(double, ParameterRanges)")
            .RefusesNumbers("decay", x => new WeightDecay<float>(x), -1, Infinite),
    ];

    private static IEnumerable<BadCalls> Steps()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam<float>(), 3, 0.1);
        float[] memory = [1, 2, 3, 4, 5];
        optimizer.Step(memory.AsSpan(0, 3), [1, 2, 3]);
        object Memory() =>
            new object[] { memory.ToArray(), optimizer.State.ToArray(), optimizer.StepCount, optimizer.LearningRate };

        yield return new BadCalls("Optimizer<T>.Create<TRule>(TRule, int, double)")
            .RefusesElements("T", () => Optimizer<Half>.Create(default(Sgd<Half>), 3, 0.1))
            .RefusesRange("parameterCount", () => Create(-1), () => Create((Array.MaxLength / 2) + 1))
            .RefusesNumbers("learningRate", x => Optimizer<float>.Create(default(Sgd<float>), 3, x), -1, Infinite, 1e39, 1e-50);
        yield return new BadCalls("Optimizer<T>.GetSlot(int)")
            .RefusesRange("slot", () => _ = optimizer.GetSlot(-1), () => _ = optimizer.GetSlot(2));
        yield return new BadCalls("Optimizer<T>.LearningRate = double")
            .Keeps(Memory)
            .RefusesNumbers("LearningRate", x => optimizer.LearningRate = x, -1, Infinite, 1e39);
        yield return new BadCalls("Optimizer<T>.Schedule = ILearningRateSchedule")
            .Keeps(Memory)
            .RefusesNumbers("LearningRate", x => StepBy(new Fixed(x)), -1, Infinite, 1e39);
        yield return new BadCalls("Optimizer<T>.NonFiniteGuard = NonFiniteGuard")
            .RefusesRange("NonFiniteGuard", () => optimizer.NonFiniteGuard = (NonFiniteGuard)(-1), () => optimizer.NonFiniteGuard = (NonFiniteGuard)3);
        yield return new BadCalls("Optimizer<T>.Restore(long, ReadOnlySpan<T>, long)")
            .Keeps(Memory)
            .RefusesRange("stepCount", () => optimizer.Restore(-1, new float[6]))
            .RefusesRange("skippedSteps", () => optimizer.Restore(1, new float[6], -1))
            .Refuses("state", () => optimizer.Restore(1, new float[5]), () => optimizer.Restore(1, []));
        yield return new BadCalls("Optimizer<T>.Step(Span<T>, ReadOnlySpan<T>, WorkerTeam)")
            .Keeps(Memory)
            .Refuses(
                "parameters",
                () => optimizer.Step(memory.AsSpan(0, 2), new float[3]),
                () => optimizer.Step([], new float[3]))
            .Refuses(
                "gradients",
                () => optimizer.Step(memory.AsSpan(0, 3), new float[2]),
                () => optimizer.Step(memory.AsSpan(0, 3), []))
            .Refuses("gradients", () => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(2, 3)))
            .Refuses("gradients", () => optimizer.Step(memory.AsSpan(0, 3), memory.AsSpan(0, 3)))
            .Refuses("gradients", () => optimizer.Step(memory.AsSpan(0, 3), optimizer.State[2..5]));

        static void Create(int parameterCount) => Optimizer<float>.Create(new Adam<float>(), parameterCount, 0.1);

        void StepBy(ILearningRateSchedule schedule)
        {
            optimizer.Schedule = schedule;
            try
            {
                optimizer.Step(memory.AsSpan(0, 3), [1, 2, 3]);
            }
            finally
            {
                optimizer.Schedule = null;
            }
        }
    }

    private static IEnumerable<BadCalls> Ranges() =>
    [
        new BadCalls("ParameterRanges(ReadOnlySpan<ValueTuple<int, int>>)")
            .RefusesRange(
                "ranges",
                () => new ParameterRanges((-1, 2)),
                () => new ParameterRanges((3, 2)),
                () => new ParameterRanges((0, 1), (5, 4))),
        new BadCalls("ParameterRanges.Contains(int)").Takes("index", "whatever is no parameter is not in the set"),
        new BadCalls("ParameterRanges.Contains(ParameterRanges, int, out int)").Takes("index", "whatever is no parameter is not in the set"),
    ];

    private sealed class Fixed(double rate) : ILearningRateSchedule
    {
        public double GetLearningRate(long index) => rate;
    }
}
