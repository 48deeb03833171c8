using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

public class NonFiniteGuardTests
{
    /// <summary>Each is finite, their norm is not: clipped to nothing, the gradient would be lost without a word.</summary>
    [Fact]
    public void A_norm_beyond_the_largest_double_is_refused_where_the_rule_clips_by_it()
    {
        double[] gradients = [1.5e308, -1.5e308, 3];
        foreach (Optimizer<double> clipped in new Optimizer<double>[]
        {
            Optimizer<double>.Create(new ClipByGlobalNorm(1).Then(new Sgd()), 3, 0.1),
            Optimizer<double>.Create(
                new ClipByGlobalNorm(1).Then(new AveragedMomentum()).Then(new DecoupledWeightDecay(0.1)),
                3,
                0.1),
        })
        {
            double[] parameters = [1, 2, 3];
            clipped.NonFiniteGuard = NonFiniteGuard.Throw;
            NotFiniteNumberException fault = Assert.Throws<NotFiniteNumberException>(() => clipped.Step(parameters, gradients));
            Assert.Equal("gradients must have a finite norm; in step 1 it is infinite.", fault.Message);
            clipped.NonFiniteGuard = NonFiniteGuard.SkipStep;
            clipped.Step(parameters, gradients);
            Assert.Equal([1, 2, 3], parameters);
            Assert.Equal((0, 2), (clipped.StepCount, clipped.SkippedSteps));
        }
    }

    [Fact]
    public void Finite_gradients_pass_however_large_where_nothing_asks_for_their_norm()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(new Sgd(), 2, 1e-308);
        optimizer.NonFiniteGuard = NonFiniteGuard.Throw;
        double[] parameters = [0, 0];
        optimizer.Step(parameters, [1.5e308, -1.5e308]);
        Assert.Equal([-1.5, 1.5], parameters.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void A_float_gradient_whose_squares_overflow_is_clipped_as_ever()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(
            new ClipByGlobalNorm(1).Then(new Sgd()), 2, 1);
        optimizer.NonFiniteGuard = NonFiniteGuard.Throw;
        float[] parameters = [0, 0];
        optimizer.Step(parameters, [MathF.ScaleB(1, 100), 0]);
        Assert.Equal([-1f, 0f], parameters);
    }

    [Fact]
    public void A_reset_forgets_the_skipped_steps_and_a_restore_brings_them_back()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(new AveragedMomentum(), 1, 0.1);
        optimizer.Restore(5, [2f], skippedSteps: 3);
        Assert.Equal((5, 3), (optimizer.StepCount, optimizer.SkippedSteps));
        Assert.Throws<ArgumentOutOfRangeException>("skippedSteps", () => optimizer.Restore(6, [4f], skippedSteps: -1));
        Assert.Equal((5, 3, 2f), (optimizer.StepCount, optimizer.SkippedSteps, optimizer.State[0]));
        optimizer.Reset();
        Assert.Equal((0, 0), (optimizer.StepCount, optimizer.SkippedSteps));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_guard_that_is_none_is_refused(int value)
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(new Sgd(), 1, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        Assert.Throws<ArgumentOutOfRangeException>("NonFiniteGuard", () => optimizer.NonFiniteGuard = (NonFiniteGuard)value);
        Assert.Equal(NonFiniteGuard.SkipStep, optimizer.NonFiniteGuard);
    }
}
