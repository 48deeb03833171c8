using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Optimizers.Rules;

namespace SimdOptim.Tests.Optimizers;

/// <summary>What overflows and what T rounds to 0, beside the laws that every rule is checked with.</summary>
public abstract class OverflowLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private static readonly double _largest = double.CreateChecked(T.MaxValue);

    [Fact]
    public void Averages_of_squares_saturate_and_decay_again()
    {
        T[] parameters = [T.Zero];
        Optimizer<T, RmsProp> optimizer = Optimizer<T>.Create(new RmsProp(0.5), 1, 0.1);
        optimizer.Step(parameters, [T.MaxValue]);
        Assert.Equal([T.MaxValue], optimizer.State.ToArray());
        Assert.True(T.IsFinite(parameters[0]));
        parameters[0] = T.Zero;
        for (int step = 0; step < 4000; step++) optimizer.Step(parameters, [T.One]);
        Assert.InRange(double.CreateChecked(parameters[0]), -400, -100); // about 0.1 a step once the square is forgotten
        Assert.Equal(1, double.CreateChecked(optimizer.State[0]), 1e-6);
    }

    [Fact]
    public void Velocities_saturate_at_either_end()
    {
        foreach (T gradient in new[] { T.MaxValue, -T.MaxValue })
        {
            foreach (Optimizer<T> optimizer in Every(new Momentum(), new AveragedMomentum(), new HeavyBall(), new Nesterov()))
            {
                for (int step = 0; step < 50; step++) optimizer.Step(new T[1], [gradient]);
                T limit = optimizer.Describe().Kind is "HeavyBall" or "Nesterov" ? -gradient : gradient;
                Assert.InRange(double.CreateChecked(optimizer.State[0] / limit), 0.99, 1);
            }
        }

        static Optimizer<T>[] Every(Momentum first, AveragedMomentum second, HeavyBall third, Nesterov fourth) =>
        [
            Optimizer<T>.Create(first, 1, 10), Optimizer<T>.Create(second, 1, 10), Optimizer<T>.Create(third, 1, 10),
            Optimizer<T>.Create(fourth, 1, 10),
        ];
    }

    [Fact]
    public void State_stays_finite_in_chains_even_if_parameters_overflow()
    {
        ParameterRanges even = new((0, 1), (2, 3));
        foreach (double rate in new[] { 0, 1e-3, 10, _largest })
        {
            foreach (double decay in new[] { 0, 0.1, 100, _largest })
            {
                WeightDecay before = new(decay, even);
                DecoupledWeightDecay after = new(decay, even);
                foreach (Optimizer<T> optimizer in (Optimizer<T>[])
                [
                    Optimizer<T>.Create(before.Then(before).Then(new Adam(1, 1)).Then(after).Then(new Trace(0.9)), 4, rate),
                    Optimizer<T>.Create(before.Then(new Nesterov()).Then(after).Then(after).Then(new Trace(0)), 4, rate),
                    Optimizer<T>.Create(before.Then(new Sgd()).Then(after).Then(new Trace(1)), 4, rate),
                    Optimizer<T>.Create(new Trace(1).Then(new Momentum(0, 1)).Then(after).Then(new Trace(1)), 4, rate),
                    Optimizer<T>.Create(new ClipByGlobalNorm(_largest).Then(new AdaGrad(0)).Then(after).Then(new Trace(1)), 4, rate),
                ])
                {
                    for (int step = 0; step < 3; step++)
                    {
                        T[] parameters = [T.PositiveInfinity, T.NegativeInfinity, T.MaxValue, -T.MaxValue];
                        optimizer.Step(parameters, [-T.MaxValue, T.MaxValue, T.MaxValue, T.Zero]);
                        Assert.Null(Fault.IfNotFinite(optimizer.State, $"state of {optimizer} at {rate}"));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_rate_of_zero_stands_still_beside_any_overflow()
    {
        T[] parameters = [T.MaxValue, T.One];
        Optimizer<T>.Create(new WeightDecay(100).Then(new Nesterov()).Then(new DecoupledWeightDecay(100)), 2, 0)
            .Step(parameters, [T.MaxValue, -T.MaxValue]);
        Assert.Equal([T.MaxValue, T.One], parameters);
    }

    [Fact]
    public void Products_of_hyperparameters_saturate()
    {
        foreach (Optimizer<T> optimizer in (Optimizer<T>[])
        [
            Optimizer<T>.Create(new Sgd().Then(new DecoupledWeightDecay(_largest)), 1, _largest),
            Optimizer<T>.Create(new Adam(0.99, 0), 1, _largest),
        ])
        {
            T[] parameters = [T.Zero];
            optimizer.Step(parameters, [T.Zero]);
            Assert.Equal([T.Zero], parameters);
        }
    }

    [Fact]
    public void An_epsilon_that_a_correction_rounds_to_0_still_divides()
    {
        T[] parameters = [T.One];
        Optimizer<T>.Create(new Adam(0.9, 0.999, double.CreateChecked(T.Epsilon)), 1, 0.1).Step(parameters, [T.Zero]);
        Assert.Equal([T.One], parameters);
    }

    [Fact]
    public void A_limit_that_is_infinite_in_double_is_meant_to_be() =>
        Optimizer<T>.Create(
            new ClipByGlobalNorm(double.PositiveInfinity).Then(new ClipByValue(double.PositiveInfinity)).Then(new Sgd()), 1, 0.1);
}

public sealed class SingleOverflowTests : OverflowLaws<float>
{
    [Theory]
    [InlineData(1e-46, "not to be 0 in Single; it was 1E-46")]
    [InlineData(1e39, "finite in Single; it was 1E+39")]
    public void A_new_rule_is_checked_as_the_first_one(double decay, string expected)
    {
        var optimizer = Optimizer<float>.Create(new WeightDecay(0.1).Then(new Adam()), 1, 0.1);
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(
            "decay", () => optimizer.Rule = new WeightDecay(decay).Then(new Adam()));
        Assert.StartsWith("WeightDecay.decay must be ", fault.Message);
        Assert.Contains(expected, fault.Message);
        Assert.Equal(0.1, optimizer.Rule.First.Decay);
    }
}

public sealed class DoubleOverflowTests : OverflowLaws<double>;
