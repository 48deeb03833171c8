using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Simd;

namespace SimdOptim.Testing;

/// <content>The laws of the steps around a rule: resuming, changing in flight, arguments, memory, refused gradients.</content>
internal sealed partial class RuleChecks<T, TRule>
{
    private string? Resumes(OptimizerCase run)
    {
        Optimizer<T, TRule> whole = Create(run), first = Create(run), second = Create(run);
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        run.Train(whole, expected);
        run.Train(first, parameters, to: run.Cut);
        second.Restore(first.StepCount, first.State, first.Scalars, first.SkippedSteps, first.Phase);
        run.Train(second, parameters, from: run.Cut);
        return Fault.IfBitsDiffer<T>(expected, parameters, "parameters") ?? IfStateDiffers(whole, second);
    }

    private string? Resets(OptimizerCase run)
    {
        Optimizer<T, TRule> fresh = Create(run), used = Create(run);
        T[] expected = run.Parameters<T>(), parameters = [.. expected];
        run.Train(used, [.. expected], to: run.Cut);
        used.Reset();
        string? fault = IfStateDiffers(fresh, used);
        run.Train(fresh, expected);
        run.Train(used, parameters);
        return fault ?? Fault.IfBitsDiffer<T>(expected, parameters, "parameters");
    }

    private string? ChangesInFlight(OptimizerCase run)
    {
        const double newRate = 0.375;
        TRule rule = laws.Create(run.Draw), newRule = laws.Create(run.Other);
        Optimizer<T, TRule> optimizer = Create(run);
        WidthLoop<T, TRule, ScalarVector<T>> reference = new(rule, run.Length);
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        for (int step = 1; step <= run.Steps; step++)
        {
            if (step == run.Cut + 1) (optimizer.Rule, optimizer.LearningRate) = (newRule, newRate);
            bool isOld = step <= run.Cut;
            double loss = OptimizerCase.Loss(step);
            optimizer.Step(parameters, run.Gradients<T>(step), loss);
            reference.Step(isOld ? rule : newRule, isOld ? run.LearningRate : newRate, loss, expected, run.Gradients<T>(step));
        }

        return Fault.IfBitsDiffer<T>(expected, parameters, "parameters")
            ?? Fault.IfBitsDiffer<T>(reference.State, optimizer.State, "state");
    }

    private string? FollowsSchedule(OptimizerCase run)
    {
        InverseTimeDecay schedule = new(run.LearningRate, run.Other.A);
        Optimizer<T, TRule> scheduled = Create(run), byHand = Create(run);
        scheduled.Schedule = schedule;
        T[] expected = run.Parameters<T>(), parameters = run.Parameters<T>();
        run.Train(scheduled, parameters);
        for (int step = 1; step <= run.Steps; step++)
        {
            byHand.LearningRate = schedule.GetLearningRate(byHand.StepCount);
            byHand.Step(expected, run.Gradients<T>(step), OptimizerCase.Loss(step));
        }

        return Fault.IfBitsDiffer<T>(expected, parameters, "parameters")
            ?? Fault.Unless(
                run.Steps == 0 || scheduled.LearningRate == byHand.LearningRate, $"the rate is {scheduled.LearningRate}");
    }

    private string? FlushesDecayingState(OptimizerCase run)
    {
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>(), zeros = new T[run.Length];
        run.Train(optimizer, parameters);
        for (int step = 0; step < 10_000; step++)
        {
            optimizer.Step(parameters, zeros, 0);
            if (optimizer.StepCount % Optimizer<T>.FlushInterval != 0) continue;
            foreach (T value in optimizer.State)
                if (T.IsSubnormal(value)) return $"{value} stands in the state after step {optimizer.StepCount}";
        }

        return null;
    }

    private string? FlushesSubnormals(OptimizerCase run)
    {
        Optimizer<T, TRule> optimizer = Create(run);
        T tiny = T.Epsilon * T.CreateChecked(1 << 20);
        optimizer.Restore(run.Cut, [.. Enumerable.Repeat(tiny, optimizer.State.Length)], optimizer.Scalars);
        T[] parameters = new T[run.Length], gradients = new T[run.Length];
        do optimizer.Step(parameters, gradients, 0);
        while (optimizer.StepCount % Optimizer<T>.FlushInterval != 0);
        foreach (T value in optimizer.State)
            if (!T.IsZero(value)) return $"{value:R} is left";
        return null;
    }

    private string? AllocatesNothing()
    {
        OptimizerCase run = OptimizerCase.One(77);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        foreach (ILearningRateSchedule? schedule in new[] { null, new InverseTimeDecay(0.001, 0.1).Delay(1) })
        {
            Optimizer<T, TRule> optimizer = Create(run);
            optimizer.Schedule = schedule;
            string? fault = Fault.IfAllocates(() => optimizer.Step(parameters, gradients, 1), 1000)
                ?? (TRule.NeedsLoss ? null : Fault.IfAllocates(() => optimizer.Step(parameters, gradients), 1000));
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? RefusesWrongArguments(OptimizerCase run)
    {
        run = run with { Length = run.Length + 1 };
        (int length, string lengthText) = (run.Length, $" {run.Length};");
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1), shared = new T[2 * length];
        optimizer.Step(parameters, gradients, 1);
        (T[] before, T[] state, double[] scalars) = ([.. parameters], optimizer.State.ToArray(), optimizer.Scalars.ToArray());
        (long steps, int phase) = (optimizer.StepCount, optimizer.Phase);
        optimizer.Schedule = new ConstantLearningRate(17);
        return Fault.UnlessRefused<ArgumentException>(
                "parameters", () => optimizer.Step(parameters.AsSpan(1), gradients, 1), lengthText)
            ?? Fault.UnlessRefused<ArgumentException>(
                "parameters", () => optimizer.Step([.. parameters, T.One], gradients, 1), lengthText)
            ?? Fault.UnlessRefused<ArgumentException>(
                "gradients", () => optimizer.Step(parameters, gradients.AsSpan(1), 1), lengthText)
            ?? Fault.UnlessRefused<ArgumentException>(
                "gradients", () => optimizer.Step(parameters, [.. gradients, T.One], 1), lengthText)
            ?? Fault.UnlessRefused<ArgumentException>("gradients", () => optimizer.Step(parameters, parameters, 1))
            ?? Fault.UnlessRefused<ArgumentException>(
                "gradients", () => optimizer.Step(shared.AsSpan(run.Place, length), shared.AsSpan(0, length), 1))
            ?? Fault.UnlessRefused<ArgumentException>("state", () => optimizer.Restore(9, new T[state.Length + 1], scalars))
            ?? Fault.UnlessRefused<ArgumentException>("scalars", () => optimizer.Restore(9, state, [.. scalars, 1]))
            ?? Fault.UnlessRefused<ArgumentOutOfRangeException>("stepCount", () => optimizer.Restore(-1, state, scalars))
            ?? Fault.IfBitsDiffer<T>(before, parameters, "parameters")
            ?? Fault.IfBitsDiffer<T>(new T[2 * length], shared, "shared parameters")
            ?? Fault.IfBitsDiffer<T>(state, optimizer.State, "state")
            ?? Fault.IfBitsDiffer<double>(scalars, optimizer.Scalars, "scalars")
            ?? Fault.Unless((steps, phase) == (optimizer.StepCount, optimizer.Phase), $"{optimizer.StepCount} steps are counted")
            ?? Fault.Unless(optimizer.LearningRate == run.LearningRate, $"the rate became {optimizer.LearningRate}");
    }

    private string? KeepsBits(OptimizerCase run, NonFiniteGuard guard)
    {
        if (run.Length == 0) return null;
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>();
        run.Train(optimizer, parameters, to: run.Cut);
        (optimizer.NonFiniteGuard, optimizer.Schedule) = (guard, new ConstantLearningRate(17));
        T[] expected = [.. parameters], state = optimizer.State.ToArray();
        long steps = optimizer.StepCount, refused = 0;
        foreach (int place in new[] { 0, run.Place, run.Length - 1 })
        {
            foreach (T value in _notFinite)
            {
                T[] gradients = run.Gradients<T>(run.Cut + 1);
                gradients[place] = value;
                refused++;
                string? fault = StepRefused(optimizer, parameters, gradients, $"gradients[{place}] is {value}.")
                    ?? Fault.IfBitsDiffer<T>(expected, parameters, $"parameters after {value} at {place}")
                    ?? Fault.IfBitsDiffer<T>(state, optimizer.State, $"state after {value} at {place}");
                if (fault is not null) return fault;
            }
        }

        return Fault.Unless(optimizer.SkippedSteps == refused, $"{optimizer.SkippedSteps} of {refused} steps count as skipped")
            ?? Fault.Unless(optimizer.StepCount == steps, $"{optimizer.StepCount} steps are counted")
            ?? Fault.Unless(optimizer.LearningRate == run.LearningRate, $"the rate became {optimizer.LearningRate}");
    }

    private string? SkipsRefused(OptimizerCase run, NonFiniteGuard guard)
    {
        Optimizer<T, TRule> plain = Create(run), guarded = Create(run);
        guarded.NonFiniteGuard = guard;
        plain.Schedule = guarded.Schedule = new InverseTimeDecay(run.LearningRate, 0.3);
        T[] expected = run.Parameters<T>(), parameters = [.. expected];
        for (int step = 1; step <= run.Steps; step++)
        {
            plain.Step(expected, run.Gradients<T>(step), OptimizerCase.Loss(step));
            T[] bad = run.Gradients<T>(step);
            if (step % 3 == 1 && run.Length > 0)
            {
                bad[run.Place] = _notFinite[step % _notFinite.Length];
                if (StepRefused(guarded, parameters, bad, "gradients") is { } fault) return fault;
            }

            guarded.Step(parameters, run.Gradients<T>(step), OptimizerCase.Loss(step));
        }

        return Fault.IfBitsDiffer<T>(expected, parameters, "parameters") ?? IfStateDiffers(plain, guarded);
    }

    private string? StepsWithoutGuard()
    {
        OptimizerCase run = OptimizerCase.One(37);
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>(), gradients = run.Gradients<T>(1);
        gradients[36] = T.NaN;
        for (int phase = 0; phase < TRule.PhaseCount; phase++) optimizer.Step(parameters, gradients, 1);
        return Fault.Unless(
            (optimizer.NonFiniteGuard, optimizer.StepCount, optimizer.SkippedSteps) == (NonFiniteGuard.Propagate, 1, 0),
            "a step with NaN was not taken");
    }

    private string? AllocatesNothingWhenGuarded()
    {
        OptimizerCase run = OptimizerCase.One(77);
        Optimizer<T, TRule> optimizer = Create(run);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        T[] parameters = run.Parameters<T>(), good = run.Gradients<T>(1), bad = [.. good[1..], T.NaN];
        return Fault.IfAllocates(() =>
        {
            optimizer.Step(parameters, good, 1);
            optimizer.Step(parameters, bad, 1);
        }, 500) ?? Fault.Unless(optimizer.SkippedSteps > 0, "no step was skipped");
    }

    private string? DescribesItself(OptimizerCase run)
    {
        Optimizer<T, TRule> optimizer = Create(run);
        Description expected = laws.Create(run.Draw).Describe();
        run.Train(optimizer, run.Parameters<T>());
        Description other = laws.Create(run.Other).Describe();
        return expected.FindDifference(optimizer.Describe()) is { } difference ? $"after {run.Steps} steps {difference}"
            : Fault.Unless(other.Kind == expected.Kind, $"other hyperparameters make it a {other.Kind}");
    }

    private static string? StepRefused(Optimizer<T> optimizer, T[] parameters, T[] gradients, string reason)
    {
        try
        {
            optimizer.Step(parameters, gradients, 1);
        }
        catch (NotFiniteNumberException exception) when (optimizer.NonFiniteGuard == NonFiniteGuard.Throw)
        {
            return Fault.Unless(exception.Message.Contains(reason), $"'{exception.Message}' must say '{reason}'");
        }

        return Fault.Unless(optimizer.NonFiniteGuard == NonFiniteGuard.SkipStep, "the step must throw; it did not");
    }

    private static string? IfStateDiffers(Optimizer<T> expected, Optimizer<T> actual) =>
        Fault.IfBitsDiffer(expected.State, actual.State, "state")
        ?? Fault.IfBitsDiffer(expected.Scalars, actual.Scalars, "scalars")
        ?? Fault.Unless(
            (expected.StepCount, expected.Phase) == (actual.StepCount, actual.Phase),
            $"{expected.StepCount} steps must be counted; it is {actual.StepCount}");
}
