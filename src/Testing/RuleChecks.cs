using System.Numerics;
using FsCheck;
using SimdOptim.Optimizers;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Testing;

/// <summary>The laws of a rule in one precision: here those of its formula.</summary>
internal sealed partial class RuleChecks<T, TRule>(RuleLaws<TRule> laws)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    where TRule : struct, IUpdateRule
{
    private static readonly T[] _notFinite = [T.NaN, T.PositiveInfinity, T.NegativeInfinity];

    /// <summary>Half the distance from 1 to the next number.</summary>
    private static readonly double _unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

    public IEnumerable<Law> CreateLaws()
    {
        Arbitrary<OptimizerCase> any = OptimizerCase.OfAnyMagnitude, usual = OptimizerCase.OfUsualMagnitude;
        if (laws.Textbook is { } textbook)
            yield return ForAll("equals its textbook formula", usual, run => EqualsTextbook(run, textbook));
        foreach (RuleLimit<TRule> limit in laws.Limits)
        {
            yield return ForAll(
                $"reduces to {limit.Name} under degenerate hyperparameters",
                limit.OfAnyMagnitude ? any : usual,
                run => ReducesTo(run, limit));
        }

        yield return ForAll("every vector width steps to the same bits", any, StepsAlikeAtEveryWidth);
        yield return That("every length is stepped whole, and nothing beside it", StepsEveryLength);
        yield return ForAll("any number of threads steps to the same bits", any, StepsAlikeOnThreads, 20);
        if (laws.IsElementwise)
        {
            yield return ForAll("any split of the arrays steps to the same bits", any, StepsAlikeInPieces);
            yield return ForAll("a bad gradient stays with its parameter", any, KeepsBadGradientsApart);
        }

        yield return ForAll("descends a convex bowl", usual, Descends, 20);
        yield return ForAll("steps after a restore are those of an uninterrupted run", any, Resumes);
        yield return ForAll("a reset forgets all steps", any, Resets);
        yield return ForAll("a new rule and a new rate take effect in the next step", any, ChangesInFlight);
        yield return ForAll("a schedule sets the rate by the number of steps taken", any, FollowsSchedule);
        yield return ForAll("state that decays is subnormal for at most one flush interval", usual, FlushesDecayingState, 4);
        yield return ForAll("state below the smallest normal number becomes 0", usual, FlushesSubnormals);
        yield return That("a step allocates nothing", AllocatesNothing);
        yield return ForAll("wrong lengths are refused by name, and nothing is written", usual, RefusesWrongArguments);
        foreach (NonFiniteGuard guard in new[] { NonFiniteGuard.Throw, NonFiniteGuard.SkipStep })
        {
            yield return ForAll($"a refused step changes no bit under {guard}", any, run => KeepsBits(run, guard), 40);
            yield return ForAll($"a refused step leaves others alone under {guard}", any, run => SkipsRefused(run, guard), 40);
        }

        yield return That("without a guard, gradients are not looked at", StepsWithoutGuard);
        yield return That("a guarded step allocates nothing, even if it is skipped", AllocatesNothingWhenGuarded);
        yield return ForAll("describes itself by its hyperparameters", any, DescribesItself, 20);
        yield return ForAll("no finite gradient makes the state infinite or NaN", any, KeepsStateFinite);
        yield return ForAll("a parameter whose gradient and state are 0 does not move from 0", any, RestsAtZero);
        yield return That("the default value is that of the constructor without arguments, or is refused by name", HasUsableDefault);
        if (typeof(T) == typeof(double)) yield break; // which rounds no double to 0
        foreach ((string name, Func<double, TRule> create) in laws.Rounded)
            yield return That($"{name} is refused by name if it is rounded to 0", () => RefusesRounded(name, create));
    }

    private string? EqualsTextbook(OptimizerCase run, Action<TextbookStep> textbook)
    {
        Optimizer<T, TRule> optimizer = Create(run);
        T[] parameters = run.Parameters<T>();
        double[] expected = ToDouble(parameters), travelled = [.. expected.Select(Math.Abs)];
        double[][] slots = [.. Enumerable.Range(0, optimizer.SlotCount).Select(
            slot => Enumerable.Repeat(laws.InitialState(run.Draw, slot), run.Length).ToArray())];
        double[] largest = new double[optimizer.SlotCount];
        for (int step = 1; step <= run.Steps; step++)
        {
            T[] gradients = run.Gradients<T>(step);
            double[] before = [.. expected];
            double loss = OptimizerCase.Loss(step), bound = Bound(step, run.Draw);
            optimizer.Step(parameters, gradients, loss);
            textbook(new TextbookStep
            {
                Draw = run.Draw,
                Step = step,
                LearningRate = run.LearningRate,
                Loss = loss,
                Parameters = expected,
                Gradients = ToDouble(gradients),
                Slots = slots,
            });
            for (int i = 0; i < run.Length; i++)
            {
                if (double.IsNaN(expected[i])) expected[i] = double.CreateChecked(parameters[i]); // rounding decided it
                else travelled[i] += Math.Abs(expected[i] - before[i]);
                double actual = double.CreateChecked(parameters[i]);
                if (Fault.IfFar(expected[i], actual, $"parameters[{i}] after step {step}", bound * travelled[i]) is { } fault)
                    return fault;
            }

            for (int slot = 0; slot < slots.Length; slot++)
            {
                largest[slot] = slots[slot].Select(Math.Abs).Append(largest[slot]).Max();
                for (int i = 0; i < run.Length; i++)
                {
                    double actual = double.CreateChecked(optimizer.GetSlot(slot)[i]);
                    string what = $"slot {slot}[{i}] after step {step}";
                    if (Fault.IfFar(slots[slot][i], actual, what, bound * largest[slot]) is { } fault) return fault;
                }
            }
        }

        return null;
    }

    private string? ReducesTo(OptimizerCase run, RuleLimit<TRule> limit)
    {
        T[] expected = run.Parameters<T>(), actual = run.Parameters<T>();
        run.Train(limit.Create<T>(run.Length, run.LearningRate), expected);
        run.Train(Optimizer<T>.Create(limit.Degenerate(run.Draw), run.Length, run.LearningRate), actual);
        return Fault.IfValuesDiffer<T>(expected, actual, "parameters");
    }

    private string? StepsAlikeAtEveryWidth(OptimizerCase run)
    {
        TRule rule = laws.Create(run.Draw);
        Optimizer<T, TRule> optimizer = Create(run);
        WidthLoop<T, TRule, ScalarVector<T>> scalar = new(rule, run.Length);
        WidthLoop<T, TRule, VariableVector<T>> variable = new(rule, run.Length);
        WidthLoop<T, TRule, WideVector<T>> wide = new(rule, run.Length);
        T[] expected = run.Parameters<T>(), second = [.. expected], third = [.. expected], fourth = [.. expected];
        for (int step = 1; step <= run.Steps; step++)
        {
            T[] gradients = run.Gradients<T>(step);
            double loss = OptimizerCase.Loss(step);
            scalar.Step(rule, run.LearningRate, loss, expected, gradients);
            variable.Step(rule, run.LearningRate, loss, second, gradients);
            wide.Step(rule, run.LearningRate, loss, third, gradients);
            optimizer.Step(fourth, gradients, loss);
        }

        return Fault.IfBitsDiffer<T>(expected, second, "parameters at Vector<T>")
            ?? Fault.IfBitsDiffer<T>(scalar.State, variable.State, "state at Vector<T>")
            ?? Fault.IfBitsDiffer<T>(expected, third, "parameters at Vector512<T>")
            ?? Fault.IfBitsDiffer<T>(scalar.State, wide.State, "state at Vector512<T>")
            ?? Fault.IfBitsDiffer<T>(expected, fourth, "parameters of the optimizer")
            ?? Fault.IfBitsDiffer<T>(scalar.State, optimizer.State, "state of the optimizer");
    }

    private string? StepsEveryLength()
    {
        const int margin = 70;
        for (int length = 0; length <= 130; length++)
        {
            OptimizerCase run = OptimizerCase.One(length);
            TRule rule = laws.Create(run.Draw);
            WidthLoop<T, TRule, ScalarVector<T>> scalar = new(rule, length);
            T[] expected = run.Parameters<T>(), gradients = run.Gradients<T>(1);
            T[] parameters = new T[length + (2 * margin)];
            parameters.AsSpan().Fill(T.CreateChecked(77));
            expected.CopyTo(parameters, margin);
            Optimizer<T> optimizer = Create(run);
            for (int phase = 0; phase < TRule.PhaseCount; phase++)
            {
                scalar.Step(rule, run.LearningRate, 1, expected, gradients);
                if (scalar.HasWrittenBeside) return $"of {length} parameters something beside the state is written";
                optimizer.Step(parameters.AsSpan(margin, length), gradients, 1);
            }

            T[] beside = [.. Enumerable.Repeat(T.CreateChecked(77), margin)];
            string what = $"{length} parameters from {margin} on";
            string? fault = Fault.IfBitsDiffer<T>([.. beside, .. expected, .. beside], parameters, what)
                ?? Fault.IfBitsDiffer<T>(scalar.State, optimizer.State, $"state of {length}");
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? StepsAlikeOnThreads(OptimizerCase run)
    {
        run = run with { Length = run.Length * 7, Steps = Math.Min(run.Steps, Optimizer<T>.FlushInterval + 1) };
        Optimizer<T, TRule> alone = Create(run);
        T[] expected = run.Parameters<T>();
        run.Train(alone, expected);
        foreach (int threads in new[] { 2, 3 })
        {
            using WorkerTeam team = new(threads, minimumWork: 1);
            Optimizer<T, TRule> shared = Create(run);
            T[] parameters = run.Parameters<T>();
            for (int step = 1; step <= run.Steps; step++)
                shared.Step(parameters, run.Gradients<T>(step), OptimizerCase.Loss(step), team);
            string? fault = Fault.IfBitsDiffer<T>(expected, parameters, $"parameters of {threads} threads")
                ?? Fault.IfBitsDiffer(alone.State, shared.State, $"state of {threads} threads");
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? StepsAlikeInPieces(OptimizerCase run)
    {
        T[] whole = run.Parameters<T>(), parameters = run.Parameters<T>();
        run.Train(Create(run), whole);
        int[] bounds = [0, run.Place / 2, run.Place, run.Length];
        for (int piece = 1; piece < bounds.Length; piece++)
        {
            (int start, int length) = (bounds[piece - 1], bounds[piece] - bounds[piece - 1]);
            Optimizer<T> optimizer = Create(run with { Length = length });
            for (int step = 1; step <= run.Steps; step++)
            {
                Span<T> gradients = run.Gradients<T>(step).AsSpan(start, length);
                optimizer.Step(parameters.AsSpan(start, length), gradients, OptimizerCase.Loss(step));
            }
        }

        return Fault.IfBitsDiffer<T>(whole, parameters, "parameters");
    }

    private string? KeepsBadGradientsApart(OptimizerCase run)
    {
        if (run.Length == 0) return null;
        T[] expected = run.Parameters<T>();
        Optimizer<T, TRule> good = Create(run);
        run.Train(good, expected);
        foreach (T value in (T[])[.. _notFinite, T.MaxValue])
        {
            Optimizer<T, TRule> bad = Create(run);
            T[] parameters = run.Parameters<T>();
            for (int step = 1; step <= run.Steps; step++)
            {
                T[] gradients = run.Gradients<T>(step);
                if (step > run.Cut) gradients[run.Place] = value;
                bad.Step(parameters, gradients, OptimizerCase.Loss(step));
            }

            parameters[run.Place] = expected[run.Place];
            T[] state = bad.State.ToArray();
            for (int slot = 0; slot < bad.SlotCount; slot++)
                state[(slot * run.Length) + run.Place] = good.GetSlot(slot)[run.Place];
            string? fault = Fault.IfBitsDiffer<T>(expected, parameters, $"parameters beside {value}")
                ?? Fault.IfBitsDiffer(good.State, state, $"state beside {value}");
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? Descends(OptimizerCase run)
    {
        Optimizer<T, TRule> optimizer = Optimizer<T>.Create(laws.Create(run.Draw), run.Length, laws.BowlLearningRate);
        T[] parameters = run.Parameters<T>(), gradients = new T[run.Length];
        double[] curvatures = [.. ToDouble(run.Gradients<T>(0)).Select(value => 0.2 + (0.8 * Math.Abs(value)))];
        double before = Height();
        for (int step = 0; step < 600 * TRule.PhaseCount; step++)
        {
            for (int i = 0; i < run.Length; i++) gradients[i] = T.CreateChecked(curvatures[i]) * parameters[i];
            optimizer.Step(parameters, gradients, TRule.NeedsLoss ? Height() : 1);
        }

        double after = Height();
        return Fault.Unless(
            run.Length == 0 || after < (before / 2) + 1e-3,
            $"600 steps must halve the height of {before:R}; they lead to {after:R}");

        double Height() => parameters.Zip(curvatures, (p, h) => h / 2 * double.CreateChecked(p * p)).Sum();
    }

    private Optimizer<T, TRule> Create(OptimizerCase run) =>
        Optimizer<T>.Create(laws.Create(run.Draw), run.Length, run.LearningRate);

    /// <summary>Each step rounds a few times, and each rounding is remembered for a while.</summary>
    private double Bound(int step, Draw draw) => ((16 + (4 * step)) * _unit) + (laws.Conditioning(draw) * Math.ScaleB(1, -53));

    private Law ForAll(
        string property, Arbitrary<OptimizerCase> cases, Func<OptimizerCase, string?> findFault, int caseCount = 100) =>
        Law.ForAll(NameOf(property), cases, findFault, caseCount);

    private Law That(string property, Func<string?> findFault) => Law.That(NameOf(property), findFault);

    private string NameOf(string property) => $"{laws.Subject}, {(typeof(T) == typeof(float) ? "float" : "double")}: {property}";

    private static double[] ToDouble(T[] values) => [.. values.Select(double.CreateChecked)];
}
