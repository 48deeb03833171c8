using SimdOptim.Optimizers;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Optimizers;

/// <content>What holds of steps that are refused, for their gradient is not finite.</content>
public abstract partial class UpdateRuleLaws<T, TRule>
{
    private static readonly T[] _notFinite = [T.NaN, T.PositiveInfinity, T.NegativeInfinity];

    [Theory]
    [InlineData(NonFiniteGuard.Throw)]
    [InlineData(NonFiniteGuard.SkipStep)]
    public void A_refused_step_changes_no_bit(NonFiniteGuard guard) => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        if (run.Length == 0) return null;
        Optimizer<T, TRule> optimizer = Create(CreateRule(run.Hyper), run);
        T[] parameters = run.Parameters<T>();
        Train(optimizer, run, parameters, to: run.Cut);
        (optimizer.NonFiniteGuard, optimizer.Schedule) = (guard, new ConstantLearningRate(17));
        T[] expected = [.. parameters], state = optimizer.State.ToArray();
        int refused = 0;
        foreach (int place in new[] { 0, run.Place, run.Length - 1 })
        {
            foreach (T value in _notFinite)
            {
                T[] gradients = run.Gradients<T>(run.Cut + 1);
                gradients[place] = value;
                if (guard == NonFiniteGuard.SkipStep) optimizer.Step(parameters, gradients);
                else if (FaultOf(optimizer, parameters, gradients, place, value) is { } fault) return fault;
                refused++;
                if (Difference.InBits<T>(expected, parameters, $"parameters after {value} at {place}") is { } other) return other;
                if (Difference.InBits<T>(state, optimizer.State, $"state after {value} at {place}") is { } otherState)
                    return otherState;
            }
        }

        return Laws.Holds(optimizer.SkippedSteps == refused, $"{optimizer.SkippedSteps} of {refused} steps are counted as skipped")
            ?? Laws.Holds(optimizer.StepCount == run.Cut, $"{optimizer.StepCount} steps are counted")
            ?? Laws.Holds(optimizer.LearningRate == run.LearningRate, $"the rate became {optimizer.LearningRate}");
    }, 40);

    [Theory]
    [InlineData(NonFiniteGuard.Throw)]
    [InlineData(NonFiniteGuard.SkipStep)]
    public void Steps_beside_refused_ones_are_those_of_a_run_without_them(NonFiniteGuard guard) => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        Optimizer<T, TRule> plain = Create(CreateRule(run.Hyper), run), guarded = Create(CreateRule(run.Hyper), run);
        guarded.NonFiniteGuard = guard;
        plain.Schedule = guarded.Schedule = new InverseTimeDecay(run.LearningRate, 0.3);
        T[] expected = run.Parameters<T>(), parameters = [.. expected];
        for (int step = 1; step <= run.Steps; step++)
        {
            plain.Step(expected, run.Gradients<T>(step));
            T[] bad = run.Gradients<T>(step);
            if (step % 3 == 1 && run.Length > 0)
            {
                bad[run.Place] = _notFinite[step % _notFinite.Length];
                if (guard == NonFiniteGuard.SkipStep) guarded.Step(parameters, bad);
                else Assert.Throws<NotFiniteNumberException>(() => guarded.Step(parameters, bad));
            }

            guarded.Step(parameters, run.Gradients<T>(step));
        }

        return Difference.InBits<T>(expected, parameters, "parameters")
            ?? Difference.InBits(plain.State, guarded.State, "state")
            ?? Laws.Holds(plain.StepCount == guarded.StepCount, $"{guarded.StepCount} steps are counted");
    }, 40);

    [Fact]
    public void Without_a_guard_nobody_looks()
    {
        Hyper hyper = new(0.5, 0.5, 0.5);
        Run run = new(37, 1, 0, 0, 0, 0, 0.1, hyper, hyper, 5);
        Optimizer<T, TRule> optimizer = Create(CreateRule(hyper), run);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        gradients[36] = T.NaN;
        optimizer.Step(parameters, gradients);
        Assert.Equal((NonFiniteGuard.Propagate, 1, 0), (optimizer.NonFiniteGuard, optimizer.StepCount, optimizer.SkippedSteps));
    }

    [Fact]
    public void A_guarded_step_allocates_nothing_even_if_it_is_skipped()
    {
        Hyper hyper = new(0.5, 0.5, 0.5);
        Run run = new(77, 1, 0, 0, 0, 0, 0.001, hyper, hyper, 5);
        Optimizer<T, TRule> optimizer = Create(CreateRule(hyper), run);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        T[] parameters = run.Parameters<T>(), good = run.Gradients<T>(1), bad = [.. good[1..], T.NaN];
        long before = 0;
        for (int step = 0; step < 1100; step++)
        {
            if (step == 100) before = GC.GetAllocatedBytesForCurrentThread();
            optimizer.Step(parameters, step % 2 == 0 ? good : bad);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(550, optimizer.SkippedSteps);
    }

    private static string? FaultOf(Optimizer<T> optimizer, T[] parameters, T[] gradients, int place, T value)
    {
        NotFiniteNumberException fault = Assert.Throws<NotFiniteNumberException>(() => optimizer.Step(parameters, gradients));
        return Laws.Holds(
            fault.Message == $"gradients must be finite; in step {optimizer.StepCount + 1} gradients[{place}] is {value}."
            && fault.OffendingNumber.Equals(double.CreateChecked(value)),
            fault.Message);
    }
}
