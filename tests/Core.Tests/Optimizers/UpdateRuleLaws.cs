using System.Numerics;
using FsCheck;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>
/// What every update rule and every chain promises. A rule of your own is proved by one class: derive it from this one, or
/// from <see cref="ElementwiseRuleLaws{T, TRule}"/> if each parameter is treated by itself, and say what the rule is.
/// </summary>
public abstract partial class UpdateRuleLaws<T, TRule>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    where TRule : struct, IUpdateRule
{
    /// <summary>Half the distance from 1 to the next number.</summary>
    private static readonly double _unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -24 : -53);

    /// <summary>Makes a rule with usual hyperparameters.</summary>
    protected abstract TRule CreateRule(Hyper hyper);

    /// <summary>Makes a rule with the hyperparameters under which it is <see cref="CreateLimit"/>.</summary>
    protected abstract TRule CreateDegenerateRule(Hyper hyper);

    /// <summary>The runs in which it is: all, if nothing else is said.</summary>
    protected virtual Arbitrary<Run> DegenerateRuns => Run.OfAnyMagnitude;

    /// <summary>Makes the optimizer that the rule reduces to: gradient descent, if nothing else is said.</summary>
    protected virtual Optimizer<T> CreateLimit(int length, double learningRate) =>
        Optimizer<T>.Create(default(Sgd), length, learningRate);

    /// <summary>
    /// The rule as its paper has it, in plain double arithmetic: updates parameters and state[slot][parameter] in place. NaN
    /// in a parameter says that rounding decides it, and that it is not to be compared.
    /// </summary>
    protected abstract void TextbookStep(
        Hyper hyper, long step, double learningRate, double[] parameters, double[] gradients, double[][] state);

    /// <summary>The state before the first step, by slot.</summary>
    protected virtual double TextbookInitialState(Hyper hyper, int slot) => 0;

    /// <summary>A rate at which 600 steps lead well down a bowl whose rim is at 4.</summary>
    protected virtual double BowlLearningRate => 0.01;

    /// <summary>By how much the formula's scalars, in double whatever T, magnify their rounding.</summary>
    protected virtual double Conditioning(Hyper hyper) => 0;

    [Fact]
    public void Reduces_to_its_limit_under_degenerate_hyperparameters() => Laws.Check(DegenerateRuns, run =>
    {
        T[] expected = run.Parameters<T>(), actual = run.Parameters<T>();
        Train(CreateLimit(run.Length, run.LearningRate), run, expected);
        Train(Create(CreateDegenerateRule(run.Hyper), run), run, actual);
        return Difference.InValues<T>(expected, actual, "parameters");
    });

    [Fact]
    public void Equals_its_textbook_formula() => Laws.Check(Run.OfUsualMagnitude, run =>
    {
        Optimizer<T, TRule> optimizer = Create(CreateRule(run.Hyper), run);
        T[] parameters = run.Parameters<T>();
        double[] expected = ToDouble(parameters), travelled = [.. expected.Select(Math.Abs)];
        double[][] state = [.. Enumerable.Range(0, optimizer.SlotCount).Select(
            slot => Enumerable.Repeat(TextbookInitialState(run.Hyper, slot), run.Length).ToArray())];
        double[] largest = new double[optimizer.SlotCount];
        for (int step = 1; step <= run.Steps; step++)
        {
            T[] gradients = run.Gradients<T>(step);
            double[] before = [.. expected];
            optimizer.Step(parameters, gradients);
            TextbookStep(run.Hyper, step, run.LearningRate, expected, ToDouble(gradients), state);
            for (int i = 0; i < run.Length; i++)
            {
                travelled[i] += Math.Abs(expected[i] - before[i]);
                if (Math.Abs(double.CreateChecked(parameters[i]) - expected[i]) > Bound(step, run.Hyper) * travelled[i])
                    return $"parameters[{i}] after step {step} must be {expected[i]:R}; it is {parameters[i]:R}";
            }

            for (int slot = 0; slot < state.Length; slot++)
            {
                largest[slot] = state[slot].Select(Math.Abs).Append(largest[slot]).Max();
                for (int i = 0; i < run.Length; i++)
                {
                    if (Math.Abs(double.CreateChecked(optimizer.GetSlot(slot)[i]) - state[slot][i]) > Bound(step, run.Hyper) * largest[slot])
                        return $"slot {slot}[{i}] after step {step} must be {state[slot][i]:R}; it is {optimizer.GetSlot(slot)[i]:R}";
                }
            }
        }

        return null;
    });

    [Fact]
    public void Every_width_gives_the_same_bits() => Laws.Check(Run.OfAnyMagnitude, run =>
    {
        TRule rule = CreateRule(run.Hyper);
        Optimizer<T, TRule> optimizer = Create(rule, run);
        ReferenceLoop<T, TRule, ScalarVector<T>> scalar = new(rule, run.Length);
        ReferenceLoop<T, TRule, VariableVector<T>> variable = new(rule, run.Length);
        ReferenceLoop<T, TRule, WideVector<T>> wide = new(rule, run.Length);
        T[] expected = run.Parameters<T>(), parameters2 = [.. expected], parameters3 = [.. expected], parameters4 = [.. expected];
        for (int step = 1; step <= run.Steps; step++)
        {
            T[] gradients = run.Gradients<T>(step);
            scalar.Step(rule, run.LearningRate, expected, gradients);
            variable.Step(rule, run.LearningRate, parameters2, gradients);
            wide.Step(rule, run.LearningRate, parameters3, gradients);
            optimizer.Step(parameters4, gradients);
        }

        return Difference.InBits<T>(expected, parameters2, "parameters at Vector<T>")
            ?? Difference.InBits<T>(scalar.State, variable.State, "state at Vector<T>")
            ?? Difference.InBits<T>(expected, parameters3, "parameters at Vector512<T>")
            ?? Difference.InBits<T>(scalar.State, wide.State, "state at Vector512<T>")
            ?? Difference.InBits<T>(expected, parameters4, "parameters of the optimizer")
            ?? Difference.InBits(scalar.State, optimizer.State, "state of the optimizer");
    });

    [Fact]
    public void Every_length_is_stepped_whole_and_nothing_beside_it()
    {
        const int margin = 70;
        Hyper hyper = new(0.5, 0.5, 0.5);
        for (int length = 0; length <= 130; length++)
        {
            Run run = new(length, 1, 0, 0, 0, 0, 0.1, hyper, hyper, length);
            TRule rule = CreateRule(hyper);
            ReferenceLoop<T, TRule, ScalarVector<T>> scalar = new(rule, length);
            T[] expected = run.Parameters<T>(), gradients = run.Gradients<T>(1);
            T[] parameters = new T[length + (2 * margin)], state = new T[scalar.State.Length + (2 * margin)];
            parameters.AsSpan().Fill(T.CreateChecked(77));
            state.AsSpan().Fill(T.CreateChecked(78));
            expected.CopyTo(parameters, margin);
            scalar.State.CopyTo(state, margin);

            scalar.Step(rule, run.LearningRate, expected, gradients);
            Span<T> inner = parameters.AsSpan(margin, length);
            Span<T> innerState = state.AsSpan(margin, scalar.State.Length);
            rule.BeginStep(new StepContext<T>(1, run.LearningRate, inner, gradients)
            {
                Loss = 0,
                Scalars = Enumerable.Range(0, TRule.ScalarCount).Select(rule.GetInitialScalar).ToArray(),
                AllSlots = innerState[..(TRule.SlotCount * length)],
                ExtraState = innerState[(TRule.SlotCount * length)..],
            });
            for (int start = 0; start < length;)
            {
                int end = Math.Min(rule.BeginRun(start), length);
                UpdateLoop.Run(ref rule, inner, gradients, innerState, start, end);
                start = end;
            }

            Assert.Null(Difference.InBits<T>([.. Margin(77), .. expected, .. Margin(77)], parameters, $"{length} parameters"));
            Assert.Null(Difference.InBits<T>([.. Margin(78), .. scalar.State, .. Margin(78)], state, $"state of {length}"));
        }

        static T[] Margin(int value) => [.. Enumerable.Repeat(T.CreateChecked(value), margin)];
    }

    [Fact]
    public void Descends_a_bowl() => Laws.Check(Run.OfUsualMagnitude, run =>
    {
        Optimizer<T, TRule> optimizer = Optimizer<T>.Create(CreateRule(run.Hyper), run.Length, BowlLearningRate);
        T[] parameters = run.Parameters<T>(), gradients = new T[run.Length];
        double[] curvatures = [.. ToDouble(run.Gradients<T>(0)).Select(value => 0.2 + (0.8 * Math.Abs(value)))];
        double before = Height(parameters, curvatures);
        for (int step = 0; step < 600; step++)
        {
            for (int i = 0; i < run.Length; i++) gradients[i] = T.CreateChecked(curvatures[i]) * parameters[i];
            optimizer.Step(parameters, gradients);
        }

        double after = Height(parameters, curvatures);
        return Laws.Holds(run.Length == 0 || after < (before / 2) + 1e-3, $"from {before} it came to {after} only");
    }, 20);

    protected static Optimizer<T, TRule> Create(TRule rule, Run run) => Optimizer<T>.Create(rule, run.Length, run.LearningRate);

    /// <summary>Takes the steps of a run, all of them or those from one to another.</summary>
    protected static void Train(Optimizer<T> optimizer, Run run, T[] parameters, int? from = null, int? to = null)
    {
        for (int step = (from ?? 0) + 1; step <= (to ?? run.Steps); step++) optimizer.Step(parameters, run.Gradients<T>(step));
    }

    /// <summary>Each step rounds a few times, and each rounding is remembered for a while.</summary>
    private double Bound(int step, Hyper hyper) => ((16 + (4 * step)) * _unit) + (Conditioning(hyper) * Math.ScaleB(1, -53));

    private static double[] ToDouble(T[] values) => [.. values.Select(double.CreateChecked)];

    private static double Height(T[] parameters, double[] curvatures) =>
        parameters.Zip(curvatures, (p, h) => h / 2 * double.CreateChecked(p * p)).Sum();
}
