using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Tests.Optimizers.Rules;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>The optimizer around a rule: its arguments, its rates, the care it takes of its state.</summary>
public abstract class OptimizerLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused_and_changes_nothing(double rate)
    {
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(
            "learningRate", () => Optimizer<T>.Create(default(Sgd), 3, rate));
        Assert.Contains($"learningRate must be finite and not negative; it was {rate}", fault.Message);

        Optimizer<T, AveragedMomentum> optimizer = Optimizer<T>.Create(new AveragedMomentum(), 3, 0.5);
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => optimizer.LearningRate = rate);
        optimizer.Schedule = new Unchecked(rate);
        T[] parameters = [T.One, T.One, T.One];
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => optimizer.Step(parameters, [T.One, T.One, T.One]));
        Assert.Equal([T.One, T.One, T.One], parameters);
        Assert.Equal(new T[3], optimizer.State.ToArray());
        Assert.Equal((0.5, 0L), (optimizer.LearningRate, optimizer.StepCount));
    }

    [Fact]
    public void A_rate_of_zero_stands_still()
    {
        T[] parameters = [T.One];
        Optimizer<T>.Create(default(Sgd), 1, 0).Step(parameters, [T.MaxValue]);
        Assert.Equal([T.One], parameters);
    }

    [Fact]
    public void Counts_and_slots_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => Optimizer<T>.Create(default(Sgd), -1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => Optimizer<T>.Create(new Adam(), int.MaxValue, 0.1));
        Optimizer<T, Adam> optimizer = Optimizer<T>.Create(new Adam(0.9, initialSecondMoment: 3), 2, 0.1);
        Assert.Equal(2, optimizer.SlotCount);
        Assert.Equal([T.Zero, T.Zero], optimizer.GetSlot(0).ToArray());
        Assert.Equal([T.CreateChecked(3), T.CreateChecked(3)], optimizer.GetSlot(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("slot", () => optimizer.GetSlot(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>("slot", () => optimizer.GetSlot(2).Length);
    }

    [Theory]
    [InlineData("beta must be in [0, 1]; it was 1.5")]
    [InlineData("momentum must be in [0, 1]; it was -0.5")]
    [InlineData("momentum must be in [0, 1]; it was NaN")]
    [InlineData("momentum must be in [0, 1]; it was 3")]
    [InlineData("dampening must be in [0, 1]; it was -1")]
    [InlineData("rho must be in [0, 1]; it was Infinity")]
    [InlineData("epsilon must be finite and not negative; it was -1E-09")]
    [InlineData("initialAccumulator must be finite and not negative; it was -2")]
    [InlineData("epsilon must be finite and not negative; it was -1E-08")]
    [InlineData("initialAccumulator must be finite and not negative; it was NaN")]
    [InlineData("beta1 must be in [0, 1]; it was 2")]
    [InlineData("beta2 must be in [0, 1]; it was -3")]
    [InlineData("epsilon must be finite and not negative; it was NaN")]
    [InlineData("initialSecondMoment must be finite and not negative; it was Infinity")]
    [InlineData("limit must be greater than 0; it was 0")]
    [InlineData("maxNorm must be greater than 0; it was NaN")]
    [InlineData("epsilon must be finite and not negative; it was Infinity")]
    [InlineData("decay must be finite and not negative; it was -0.01")]
    [InlineData("decay must be finite and not negative; it was NaN")]
    public void A_hyperparameter_outside_its_range_is_named(string message)
    {
        Action[] attempts =
        [
            () => _ = new AveragedMomentum(1.5), () => _ = new Momentum(3), () => _ = new Momentum(0.9, -1),
            () => _ = new HeavyBall(-0.5), () => _ = new Nesterov(double.NaN),
            () => _ = new RmsProp(double.PositiveInfinity), () => _ = new RmsProp(0.9, -1e-9), () => _ = new RmsProp(0.9, 0, -2),
            () => _ = new AdaGrad(-1e-8), () => _ = new AdaGrad(0, double.NaN),
            () => _ = new Adam(2), () => _ = new Adam(0.9, -3), () => _ = new Adam(0.9, 0.9, double.NaN),
            () => _ = new Adam(0.9, 0.9, 0, double.PositiveInfinity), () => _ = new ClipByValue(0),
            () => _ = new ClipByGlobalNorm(double.NaN), () => _ = new ClipByGlobalNorm(1, double.PositiveInfinity),
            () => _ = new WeightDecay(-0.01), () => _ = new DecoupledWeightDecay(double.NaN),
        ];
        ArgumentOutOfRangeException[] faults = [.. attempts.Select(Assert.Throws<ArgumentOutOfRangeException>)];
        ArgumentOutOfRangeException fault =
            Assert.Single(faults, fault => fault.Message.StartsWith(message + ".", StringComparison.Ordinal));
        Assert.Equal(message.Split(' ')[0], fault.ParamName);
    }

    [Fact]
    public void Defaults_are_those_of_the_papers()
    {
        Adam adam = new();
        Assert.Equal((0.9, 0.999, 1e-8, 0.0), (adam.Beta1, adam.Beta2, adam.Epsilon, adam.InitialSecondMoment));
        RmsProp rmsProp = new();
        Assert.Equal((0.99, 1e-8, 0.0), (rmsProp.Rho, rmsProp.Epsilon, rmsProp.InitialAccumulator));
        Assert.Equal((1e-7, 0.0), (new AdaGrad().Epsilon, new AdaGrad().InitialAccumulator));
        Assert.Equal((0.9, 0.9, 0.9), (new AveragedMomentum().Beta, new HeavyBall().Momentum, new Nesterov().Momentum));
        Assert.Equal((0.9, 0.0), (new Momentum().Mu, new Momentum().Dampening));
        Assert.Equal(new Adam(0.9).Describe(), default(Adam).Describe());
        Assert.Equal(new RmsProp(0.99).Describe(), default(RmsProp).Describe());
        Assert.Equal((0, 0), (default(WeightDecay).Decay, default(DecoupledWeightDecay).Decay));
    }

    [Fact]
    public void State_is_flushed_below_the_smallest_normal_and_nowhere_else()
    {
        T normal = Samples.SmallestNormal<T>(), denormal = T.BitDecrement(normal);
        T[] values = [normal, denormal, -normal, -denormal, T.Epsilon, T.NaN, -T.MaxValue, T.MaxValue];
        T[] state = [.. Enumerable.Repeat(values, 9).SelectMany(value => value)];
        Optimizer<T, AveragedMomentum> optimizer = Optimizer<T>.Create(new AveragedMomentum(1), state.Length, 0.1); // v = v
        optimizer.Restore(1, state);
        for (int step = 2; step <= Optimizer<T>.FlushInterval; step++)
        {
            Assert.Null(Fault.IfBitsDifferBesideNaN<T>(state, optimizer.State, $"state before step {step}"));
            optimizer.Step(new T[state.Length], new T[state.Length]);
        }

        T[] flushed = [.. state.Select(value => T.Abs(value) < normal ? T.Zero : value)];
        Assert.Null(Fault.IfBitsDifferBesideNaN<T>(flushed, optimizer.State, "state after the flush"));
    }

    [Fact]
    public void Squares_are_averaged_even_where_they_overflow_by_themselves()
    {
        T huge = T.Sqrt(T.MaxValue) * T.CreateChecked(1.5);
        T[] parameters = [T.Zero];
        Optimizer<T, RmsProp> rmsProp = Optimizer<T>.Create(new RmsProp(0.75), 1, 1);
        rmsProp.Step(parameters, [huge]);
        GoldenFile.AssertNear<T>([-2], parameters, 1e-6, 0, "RMSProp"); // g/√(g²/4)
        parameters = [T.Zero];
        Optimizer<T>.Create(new Adam(0.5, 0.75), 1, 1).Step(parameters, [huge]);
        GoldenFile.AssertNear<T>([-1], parameters, 1e-6, 0, "Adam"); // g/√g²
    }

    [Fact]
    public void A_link_whose_runs_do_not_advance_is_named()
    {
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(
            () => Optimizer<T>.Create(default(Stuck), 3, 0.1).Step(new T[3], new T[3]));
        Assert.Contains("Stuck", fault.Message);
        Assert.Contains("above 0; it returned 0", fault.Message);
    }

    [Fact]
    public void An_optimizer_counts_steps_across_a_restore()
    {
        Optimizer<T, AveragedMomentum> optimizer = Optimizer<T>.Create(new AveragedMomentum(), 1, 0.1);
        optimizer.Restore(1_000_000_000_000, [T.One]);
        optimizer.Step(new T[1], new T[1]);
        Assert.Equal(1_000_000_000_001, optimizer.StepCount);
        optimizer.Reset();
        Assert.Equal(0, optimizer.StepCount);
    }

    private sealed class Unchecked(double rate) : ILearningRateSchedule
    {
        public double GetLearningRate(long index) => rate;

        public Description Describe() => new("Unchecked");
    }
}

public sealed class SingleOptimizerTests : OptimizerLaws<float>;

public sealed class DoubleOptimizerTests : OptimizerLaws<double>;
