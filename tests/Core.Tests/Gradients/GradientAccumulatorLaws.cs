using System.Numerics;
using SimdOptim.Gradients;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Gradients;

/// <summary>The accumulated gradient of several batches is that of one large batch.</summary>
public abstract class GradientAccumulatorLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Fact]
    public void The_mean_is_weighted_and_clears_the_accumulator() => Laws.Check(OptimizerCase.OfUsualMagnitude, run =>
    {
        GradientAccumulator<T> accumulator = new(run.Length);
        T[] mean = new T[run.Length];
        double unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);
        for (int from = 1; from <= run.Steps; from += 1 + run.Cut)
        {
            int to = Math.Min(run.Steps, from + run.Cut);
            for (int step = from; step <= to; step++) accumulator.Add(run.Gradients<T>(step), Weight(step));
            if (accumulator.Count != to - from + 1) return $"{accumulator.Count} gradients are counted";
            accumulator.TakeMean(mean);
            for (int i = 0; i < run.Length; i++)
            {
                double sum = 0, magnitude = 0, weights = 0;
                for (int step = from; step <= to; step++)
                {
                    double term = Weight(step) * double.CreateChecked(run.Gradients<T>(step)[i]);
                    (sum, magnitude, weights) = (sum + term, magnitude + Math.Abs(term), weights + Weight(step));
                }

                double bound = (to - from + 4) * unit * magnitude / weights;
                if (Fault.IfFar(sum / weights, double.CreateChecked(mean[i]), $"the mean of {from} to {to} at {i}", bound) is { } fault)
                    return fault;
            }
        }

        return Fault.Unless(accumulator is { Count: 0, TotalWeight: 0 }, "the accumulator is not empty");

        static double Weight(int step) => step % 5 == 0 ? 0.25 : 1 + (step % 3);
    }, 30);

    [Fact]
    public void One_gradient_is_its_own_mean_and_cleared_gradients_do_not_count()
    {
        GradientAccumulator<T> accumulator = new(3);
        accumulator.Add([T.NaN, T.PositiveInfinity, T.One]);
        accumulator.Clear();
        Assert.Equal((0, 0.0), (accumulator.Count, accumulator.TotalWeight));
        accumulator.Add([T.One, -T.One, T.CreateChecked(0.375)], 4);
        Assert.Equal((1, 4.0), (accumulator.Count, accumulator.TotalWeight));
        T[] mean = new T[3];
        accumulator.TakeMean(mean);
        Assert.Equal([T.One, -T.One, T.CreateChecked(0.375)], mean);
    }

    [Fact]
    public void Non_finite_elements_stay_so_and_a_guard_refuses_the_whole_step()
    {
        Optimizer<T> optimizer = Optimizer<T>.Create(new Adam(), 3, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        T[] parameters = [T.One, T.One, T.One], mean = new T[3];
        foreach (T[] bad in new T[][] { [T.One, T.NaN, T.One], [T.One, T.One, T.PositiveInfinity], [T.MaxValue, T.One, T.One] })
        {
            GradientAccumulator<T> accumulator = new(3);
            accumulator.Add(bad);
            accumulator.Add([T.MaxValue, T.One, T.One]); // the sum overflows in the third case
            accumulator.TakeMean(mean);
            optimizer.Step(parameters, mean);
        }

        Assert.Equal((3, 0), (optimizer.SkippedSteps, optimizer.StepCount));
        Assert.Equal([T.One, T.One, T.One], parameters);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        GradientAccumulator<T> accumulator = new(77);
        T[] gradients = new T[77];
        long before = 0;
        for (int i = 0; i < 300; i++)
        {
            if (i == 100) before = GC.GetAllocatedBytesForCurrentThread();
            accumulator.Add(gradients, 2);
            accumulator.Add(gradients, 1);
            accumulator.TakeMean(gradients);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named_and_change_nothing()
    {
        GradientAccumulator<T> accumulator = new(2);
        accumulator.Add([T.One, T.One], 2);
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new GradientAccumulator<T>(-1));
        Assert.Throws<ArgumentException>("gradients", () => accumulator.Add(new T[3]));
        Assert.Throws<ArgumentException>("destination", () => accumulator.TakeMean(new T[1]));
        double largest = double.CreateChecked(T.MaxValue);
        foreach (double weight in new[] { 0, -1, double.NaN, double.PositiveInfinity, double.Epsilon / 2, typeof(T) == typeof(float) ? 1e39 : double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("weight", () => accumulator.Add(new T[2], weight));
        accumulator.Add(new T[2], largest / 2);
        Assert.Throws<ArgumentOutOfRangeException>("weight", () => accumulator.Add(new T[2], largest));
        Assert.Equal((2, 2 + (largest / 2)), (accumulator.Count, accumulator.TotalWeight));

        GradientAccumulator<T> empty = new(1);
        Assert.Throws<InvalidOperationException>(() => empty.TakeMean(new T[1]));
    }
}

public sealed class SingleGradientAccumulatorTests : GradientAccumulatorLaws<float>;

public sealed class DoubleGradientAccumulatorTests : GradientAccumulatorLaws<double>;
