using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class OptimizerCalls
{
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() => [.. Rules(), .. Transforms(), .. Steps(), .. Ranges()];

    private static IEnumerable<BadCalls> Rules() =>
    [
        new BadCalls("AdaGrad(double, double)")
            .RefusesNumbers("epsilon", x => Create(new AdaGrad(x)), -1e-9, Infinite, 1e-46, 1e39)
            .RefusesNumbers("initialAccumulator", x => Create(new AdaGrad(0, x)), -1, Infinite, 1e-46, 1e39),
        new BadCalls("Adam(double, double, double, double)")
            .RefusesNumbers("beta1", x => Create(new Adam(x)), -0.1, 1.1, 1e-46)
            .RefusesNumbers("beta2", x => new Adam(0.9, x), -0.1, 1.1)
            .RefusesNumbers("epsilon", x => Create(new Adam(0.9, 0.999, x)), -1e-9, Infinite, 1e-46, 1e39)
            .RefusesNumbers("initialSecondMoment", x => Create(new Adam(0.9, 0.999, 0, x)), -1, Infinite, 1e-46, 1e39),
        new BadCalls("HeavyBall(double)").RefusesNumbers("momentum", x => Create(new HeavyBall(x)), -0.1, 1.1, 1e-46),
        new BadCalls("AveragedMomentum(double)").RefusesNumbers("beta", x => Create(new AveragedMomentum(x)), -0.1, 1.1, 1e-46),
        new BadCalls("Momentum(double, double)")
            .RefusesNumbers("momentum", x => Create(new Momentum(x)), -0.1, 1.1, 1e-46)
            .RefusesNumbers("dampening", x => new Momentum(0.9, x), -0.1, 1.1),
        new BadCalls("Nesterov(double)").RefusesNumbers("momentum", x => Create(new Nesterov(x)), -0.1, 1.1, 1e-46),
        new BadCalls("RmsProp(double, double, double)")
            .RefusesNumbers("rho", x => Create(new RmsProp(x)), -0.1, 1.1, 1e-46)
            .RefusesNumbers("epsilon", x => Create(new RmsProp(0.9, x)), -1e-9, Infinite, 1e-46, 1e39)
            .RefusesNumbers("initialAccumulator", x => Create(new RmsProp(0.9, 0, x)), -1, Infinite, 1e-46, 1e39),
    ];

    private static IEnumerable<BadCalls> Transforms() =>
    [
        new BadCalls("ClipByGlobalNorm(double, double)")
            .RefusesNumbers("maxNorm", x => Create(new ClipByGlobalNorm(x).Then(new Sgd())), 0, -1, 1e-46, 1e39)
            .RefusesNumbers("epsilon", x => Create(new ClipByGlobalNorm(1, x).Then(new Sgd())), -1e-9, Infinite, 1e-46),
        new BadCalls("ClipByValue(double)").RefusesNumbers("limit", x => Create(new ClipByValue(x).Then(new Sgd())), 0, -1, 1e-46, 1e39),
        new BadCalls("DecoupledWeightDecay(double, ParameterRanges)")
            .RefusesNumbers("decay", x => Create(new Sgd().Then(new DecoupledWeightDecay(x))), -1, Infinite, 1e-46, 1e39),
        new BadCalls("WeightDecay(double, ParameterRanges)")
            .RefusesNumbers("decay", x => Create(new WeightDecay(x).Then(new Sgd())), -1, Infinite, 1e-46, 1e39),
    ];

    private static IEnumerable<BadCalls> Steps()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), 3, 0.1);
        float[] memory = [1, 2, 3, 4, 5];
        optimizer.Step(memory.AsSpan(0, 3), [1, 2, 3]);
        object Memory() =>
            new object[] { memory.ToArray(), optimizer.State.ToArray(), optimizer.StepCount, optimizer.LearningRate };

        yield return new BadCalls("Optimizer<T>.Create<TRule>(TRule, int, double)")
            .RefusesElements("T", () => Optimizer<Half>.Create(default(Sgd), 3, 0.1))
            .RefusesRange("parameterCount", () => CreateFor(-1), () => CreateFor((Array.MaxLength / 2) + 1))
            .RefusesNumbers("learningRate", x => Optimizer<float>.Create(default(Sgd), 3, x), -1, Infinite, 1e39, 1e-50);
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
        yield return new BadCalls("Optimizer<T>.Restore(long, ReadOnlySpan<T>, ReadOnlySpan<double>, long, int)")
            .Keeps(Memory)
            .RefusesRange("stepCount", () => optimizer.Restore(-1, new float[6]))
            .RefusesRange("skippedSteps", () => optimizer.Restore(1, new float[6], skippedSteps: -1))
            .RefusesRange("phase", () => optimizer.Restore(1, new float[6], phase: -1), () => optimizer.Restore(1, new float[6], phase: 1))
            .Refuses("state", () => optimizer.Restore(1, new float[5]), () => optimizer.Restore(1, []))
            .Refuses("scalars", () => optimizer.Restore(1, new float[6], new double[1]));
        yield return Stepping("", (parameters, gradients) => optimizer.Step(parameters.Span, gradients.Span));
        yield return Stepping("double, ", (parameters, gradients) => optimizer.Step(parameters.Span, gradients.Span, loss: 1))
            .Takes("loss", "a rule that does not read it takes any; else a guard refuses what is not finite");
        yield return new BadCalls("Optimizer<T>.CopyEvaluationParameters(ReadOnlySpan<T>, Span<T>)")
            .Keeps(Memory)
            .Refuses("parameters", () => optimizer.CopyEvaluationParameters(memory.AsSpan(0, 2), new float[3]))
            .Refuses(
                "destination",
                () => optimizer.CopyEvaluationParameters(memory.AsSpan(0, 3), new float[2]),
                () => optimizer.CopyEvaluationParameters(memory.AsSpan(0, 3), memory.AsSpan(1, 3)));

        BadCalls Stepping(string loss, Action<Memory<float>, Memory<float>> step) =>
            new BadCalls($"Optimizer<T>.Step(Span<T>, ReadOnlySpan<T>, {loss}WorkerTeam)")
                .Keeps(Memory)
                .Refuses(
                    "parameters",
                    () => step(memory.AsMemory(0, 2), new float[3]),
                    () => step(Array.Empty<float>(), new float[3]))
                .Refuses(
                    "gradients",
                    () => step(memory.AsMemory(0, 3), new float[2]),
                    () => step(memory.AsMemory(0, 3), Array.Empty<float>()),
                    () => step(memory.AsMemory(0, 3), memory.AsMemory(2, 3)),
                    () => step(memory.AsMemory(0, 3), memory.AsMemory(0, 3)))
                .Refuses("gradients", () => optimizer.Step(memory.AsSpan(0, 3), optimizer.State[2..5]));

        static void CreateFor(int parameterCount) => Optimizer<float>.Create(new Adam(), parameterCount, 0.1);

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

    private static void Create<TRule>(TRule rule)
        where TRule : struct, IUpdateRule => Optimizer<float>.Create(rule, 3, 0.1);

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

        public Description Describe() => new("Fixed");
    }
}
