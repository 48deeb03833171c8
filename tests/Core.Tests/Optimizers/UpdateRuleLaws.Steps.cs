using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Simd;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <content>What holds of the steps themselves: resuming, changing in flight, faults, memory.</content>
public abstract partial class UpdateRuleLaws<T, TRule>
{
    [Fact]
    public void Restored_steps_are_those_of_an_uninterrupted_run() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        Optimizer<T, TRule> whole = Create(CreateRule(run.Hyper), run), first = Create(CreateRule(run.Hyper), run);
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        Train(whole, run, expected);

        Train(first, run, parameters, to: run.Cut);
        T[] saved = first.State.ToArray();
        Optimizer<T, TRule> second = Create(CreateRule(run.Hyper), run);
        second.Restore(first.StepCount, saved, first.Scalars, phase: first.Phase);
        Train(second, run, parameters, from: run.Cut);
        return Difference.InBits<T>(expected, parameters, "parameters")
            ?? Difference.InBits(whole.State, second.State, "state")
            ?? Laws.Holds(second.StepCount == run.Steps, $"{second.StepCount} steps are counted");
    });

    [Fact]
    public void State_that_decays_under_zero_gradients_is_denormal_for_no_longer_than_a_flush_interval() => Laws.Check(
        Run.OfUsualMagnitude,
        run =>
        {
            Optimizer<T, TRule> optimizer = Create(CreateRule(run.Hyper), run);
            T[] parameters = run.Parameters<T>(), zeros = new T[run.Length];
            Train(optimizer, run, parameters);
            for (int step = 0; step < 10_000; step++)
            {
                optimizer.Step(parameters, zeros);
                if (optimizer.StepCount % Optimizer<T>.FlushInterval != 0) continue;
                foreach (T value in optimizer.State)
                    if (T.IsSubnormal(value)) return $"{value} stands in the state after step {optimizer.StepCount}";
            }

            return null;
        },
        maxTest: 4);

    [Fact]
    public void A_reset_forgets_all_steps() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        Optimizer<T, TRule> fresh = Create(CreateRule(run.Hyper), run), used = Create(CreateRule(run.Hyper), run);
        T[] expected = run.Parameters<T>();
        Train(used, run, [.. expected], to: run.Cut);
        used.Reset();
        string? fault = Difference.InBits(fresh.State, used.State, "state after the reset");
        T[] parameters = [.. expected];
        Train(fresh, run, expected);
        Train(used, run, parameters);
        return fault ?? Difference.InBits<T>(expected, parameters, "parameters");
    });

    [Fact]
    public void A_new_rule_and_a_new_rate_take_effect_from_the_next_step() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        const double newRate = 0.375;
        TRule rule = CreateRule(run.Hyper), newRule = CreateRule(run.Other);
        Optimizer<T, TRule> optimizer = Create(rule, run);
        ReferenceLoop<T, TRule, ScalarVector<T>> reference = new(rule, run.Length);
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        for (int step = 1; step <= run.Steps; step++)
        {
            if (step == run.Cut + 1) (optimizer.Rule, optimizer.LearningRate) = (newRule, newRate);
            optimizer.Step(parameters, run.Gradients<T>(step));
            bool isOld = step <= run.Cut;
            reference.Step(isOld ? rule : newRule, isOld ? run.LearningRate : newRate, expected, run.Gradients<T>(step));
        }

        return Difference.InBits<T>(expected, parameters, "parameters") ?? Difference.InBits(reference.State, optimizer.State, "state");
    });

    [Fact]
    public void A_schedule_sets_the_rate_from_the_steps_taken() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        InverseTimeDecay schedule = new(run.LearningRate, run.Other.A);
        Optimizer<T, TRule> scheduled = Create(CreateRule(run.Hyper), run), byHand = Create(CreateRule(run.Hyper), run);
        scheduled.Schedule = schedule;
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        Train(scheduled, run, parameters);
        for (int step = 1; step <= run.Steps; step++)
        {
            byHand.LearningRate = schedule.GetLearningRate(step - 1);
            byHand.Step(expected, run.Gradients<T>(step));
        }

        return Difference.InBits<T>(expected, parameters, "parameters")
            ?? Laws.Holds(run.Steps == 0 || scheduled.LearningRate == byHand.LearningRate, $"the rate is {scheduled.LearningRate}");
    });

    [Fact]
    public void State_under_the_smallest_normal_is_zero_within_a_flush_interval() => Laws.Check(Run.OfUsualMagnitude, run =>
    {
        Optimizer<T, TRule> optimizer = Create(CreateRule(run.Hyper), run);
        T tiny = Samples.SmallestNormal<T>() / T.CreateChecked(8);
        optimizer.Restore(run.Cut, [.. Enumerable.Repeat(tiny, optimizer.State.Length)], optimizer.Scalars);
        T[] parameters = new T[run.Length], gradients = new T[run.Length];
        for (int step = 0; step < Optimizer<T>.FlushInterval; step++)
        {
            optimizer.Step(parameters, gradients);
            if (optimizer.StepCount % Optimizer<T>.FlushInterval != 0) continue;
            foreach (T value in optimizer.State)
            {
                if (!T.IsZero(value)) return $"{value:R} is left";
            }

            return null;
        }

        return "no flush was passed";
    });

    [Fact]
    public void Nothing_is_allocated()
    {
        Hyper hyper = new(0.5, 0.5, 0.5);
        Run run = new(77, 1, 0, 0, 0, 0, 0.001, hyper, hyper, 5);
        T[] gradients = run.Gradients<T>(1);
        foreach (ILearningRateSchedule? schedule in new[] { null, new InverseTimeDecay(0.001, 0.1).Delay(1) })
        {
            Optimizer<T, TRule> optimizer = Create(CreateRule(hyper), run);
            optimizer.Schedule = schedule;
            T[] parameters = run.Parameters<T>();
            for (int step = 0; step < 100; step++) optimizer.Step(parameters, gradients);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int step = 0; step < 1000; step++) optimizer.Step(parameters, gradients);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named_and_change_nothing() => Laws.Check(Run.OfUsualMagnitude, run =>
    {
        int length = run.Length + 1;
        Optimizer<T, TRule> optimizer = Optimizer<T>.Create(CreateRule(run.Hyper), length, run.LearningRate);
        T[] parameters = (run with { Length = length }).Parameters<T>(), before = [.. parameters];
        T[] gradients = (run with { Length = length }).Gradients<T>(1);
        optimizer.Step(parameters, gradients);
        parameters.CopyTo(before, 0);
        T[] state = optimizer.State.ToArray();
        optimizer.Schedule = new ConstantLearningRate(17);

        T[] shared = new T[2 * length];
        ArgumentException[] faults =
        [
            Assert.Throws<ArgumentException>("parameters", () => optimizer.Step(parameters.AsSpan(1), gradients)),
            Assert.Throws<ArgumentException>("parameters", () => optimizer.Step([.. parameters, T.One], gradients)),
            Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, gradients.AsSpan(1))),
            Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, [.. gradients, T.One])),
        ];
        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, parameters));
        Assert.Throws<ArgumentException>(
            "gradients", () => optimizer.Step(shared.AsSpan(run.Place, length), shared.AsSpan(0, length)));
        Assert.Throws<ArgumentException>("state", () => optimizer.Restore(9, new T[state.Length + 1], optimizer.Scalars));
        Assert.Throws<ArgumentOutOfRangeException>("stepCount", () => optimizer.Restore(-1, state, optimizer.Scalars));

        return Difference.InBits<T>(before, parameters, "parameters")
            ?? Difference.InBits<T>(new T[2 * length], shared, "shared")
            ?? Difference.InBits(state, optimizer.State, "state")
            ?? Laws.Holds(optimizer.StepCount == 1, $"{optimizer.StepCount} steps are counted")
            ?? Laws.Holds(optimizer.LearningRate == run.LearningRate, $"the rate became {optimizer.LearningRate}")
            ?? Laws.Holds(Array.TrueForAll(faults, fault => fault.Message.Contains($" {length};")), faults[0].Message);
    });
}
