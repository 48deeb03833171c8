using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Tests.Optimizers.Contract;

/// <summary>
/// What the contract of links carries besides slots: scalars, extra state, the loss, phases, parameters for evaluation. All of it
/// holds at every width, on several threads, across a restore, in chains, and without an allocation.
/// </summary>
public abstract class ContractLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private const int Length = 131, Steps = 40;

    private static readonly ParameterLayout _layout = new(
        new ParameterTensor("a", 0, 3, 37, TensorKind.Weight), new ParameterTensor("b", 111, 1, 20, TensorKind.Bias));

    [Fact]
    public void Scalars_live_across_steps() => Check(new WarmNesterov(0.9));

    [Fact]
    public void A_rule_reads_the_loss() => Check(new Polyak());

    [Fact]
    public void A_rule_has_parameters_for_evaluation() => Check(new ScheduleFree(0.9));

    [Fact]
    public void A_step_has_two_phases() => Check(new Sam<Adam>(new Adam(), 0.05));

    [Fact]
    public void A_rule_keeps_state_by_row_and_column() => Check(new Factored(_layout, 0.9));

    [Fact]
    public void All_of_it_holds_in_a_chain()
    {
        Check(new Tagged(2).Then(new Tagged(3)).Then(new WarmNesterov(0.8)).Then(new Tagged(1)));
        Check(new Tagged(2).Then(new Factored(_layout, 0.8)).Then(new Tagged(1)).Then(new DecoupledWeightDecay(0.1, _layout.Weights)));
        Check(new Tagged(1).Then(new ScheduleFree(0.8)));
        Check(new Sam<Chain<Chain<Tagged, WarmNesterov>, Tagged>>(new Tagged(3).Then(new WarmNesterov(0.8)).Then(new Tagged(2)), 0.05));
        Check(new Polyak().Then(new Tagged(2)));
    }

    [Fact]
    public void Each_link_of_a_chain_keeps_its_own()
    {
        Optimizer<T> optimizer = Create(new Tagged(2).Then(new Tagged(3)).Then(new WarmNesterov(0.5)).Then(new Tagged(1)));
        Step(optimizer, new T[Length], 1);
        Step(optimizer, new T[Length], 2);
        Assert.Equal(4, optimizer.SlotCount);
        Assert.Equal([202, 302, optimizer.Scalars[2], optimizer.Scalars[3], 102], optimizer.Scalars.ToArray());
        Assert.Equal(0.96 * 0.96, optimizer.Scalars[3]);
        int[] slots = [22, 32, 0, 12], extra = [2002, 2003, 3002, 3003, 3004, 1002];
        foreach (int slot in (int[])[0, 1, 3])
            Assert.All(optimizer.GetSlot(slot).ToArray(), value => Assert.Equal(T.CreateChecked(slots[slot]), value));
        Assert.Equal(extra.Select(T.CreateChecked), optimizer.State[(4 * Length)..].ToArray());
        optimizer.Reset();
        Assert.Equal([200, 300, 1, 1, 100], optimizer.Scalars.ToArray());
        Assert.Equal(((int[])[2000, 2001, 3000, 3001, 3002, 1000]).Select(T.CreateChecked), optimizer.State[(4 * Length)..].ToArray());
    }

    private static Optimizer<T, TRule> Create<TRule>(TRule rule)
        where TRule : struct, IUpdateRule => Optimizer<T>.Create(rule, Length, 0.05);

    private static T[] Numbers(int seed) =>
        [.. Enumerable.Range(0, Length).Select(i => T.CreateChecked(Math.Sin(((seed * 7919) + (i * 31)) % 1009)))];

    /// <summary>Takes all phases of a step; each phase has another gradient.</summary>
    private static void Step(Optimizer<T> optimizer, T[] parameters, int step, WorkerTeam? team = null)
    {
        for (int phase = optimizer.Phase; phase < optimizer.PhaseCount; phase++)
            optimizer.Step(parameters, Numbers((2 * step) + phase), 1.0 / step, team);
    }

    private static void Check<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        Optimizer<T, TRule> optimizer = Create(rule);
        T[] expected = Numbers(1), scalar = Numbers(1), variable = Numbers(1), wide = Numbers(1);
        WidthLoop<T, TRule, ScalarVector<T>> scalars = new(rule, Length);
        WidthLoop<T, TRule, VariableVector<T>> variables = new(rule, Length);
        WidthLoop<T, TRule, WideVector<T>> wides = new(rule, Length);
        Assert.Equal(expected, Evaluate(optimizer, expected)); // before the first step they are those of training
        for (int step = 1; step <= Steps; step++)
        {
            Assert.Equal((step - 1, 0), (optimizer.StepCount, optimizer.Phase));
            Step(optimizer, expected, step);
            for (int phase = 0; phase < TRule.PhaseCount; phase++)
            {
                scalars.Step(rule, 0.05, 1.0 / step, scalar, Numbers((2 * step) + phase));
                variables.Step(rule, 0.05, 1.0 / step, variable, Numbers((2 * step) + phase));
                wides.Step(rule, 0.05, 1.0 / step, wide, Numbers((2 * step) + phase));
            }
        }

        AssertSame(expected, scalar, optimizer.State, scalars.State);
        AssertSame(expected, variable, optimizer.State, variables.State);
        AssertSame(expected, wide, optimizer.State, wides.State);
        Assert.NotEqual(Numbers(1), expected);
        Assert.All(expected, value => Assert.True(T.IsFinite(value)));
        CheckThreads(rule, expected, optimizer.State);
        CheckRestore(rule, expected, optimizer);
        CheckRefusal(rule);
        CheckMemory(rule);
    }

    private static void CheckThreads<TRule>(TRule rule, T[] expected, ReadOnlySpan<T> state)
        where TRule : struct, IUpdateRule
    {
        using WorkerTeam team = new(2, minimumWork: 1);
        Optimizer<T> optimizer = Create(rule);
        optimizer.Warmup(team);
        T[] parameters = Numbers(1);
        for (int step = 1; step <= Steps; step++) Step(optimizer, parameters, step, team);
        AssertSame(expected, parameters, state, optimizer.State);
    }

    /// <summary>Stops after 17 steps, and if there are phases after the first of the next one.</summary>
    private static void CheckRestore<TRule>(TRule rule, T[] expected, Optimizer<T> whole)
        where TRule : struct, IUpdateRule
    {
        Optimizer<T> first = Create(rule), second = Create(rule);
        T[] parameters = Numbers(1);
        for (int step = 1; step <= 17; step++) Step(first, parameters, step);
        if (first.PhaseCount > 1) first.Step(parameters, Numbers(36), 1.0 / 18);
        second.Restore(first.StepCount, first.State, first.Scalars, phase: first.Phase);
        Assert.Equal(Evaluate(first, parameters), Evaluate(second, parameters));
        for (int step = 18; step <= Steps; step++) Step(second, parameters, step);
        AssertSame(expected, parameters, whole.State, second.State);
        Assert.Equal(whole.Scalars.ToArray(), second.Scalars.ToArray());
        Assert.Equal(Evaluate(whole, expected), Evaluate(second, parameters));
    }

    private static void CheckRefusal<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        Optimizer<T> optimizer = Create(rule);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        T[] parameters = Numbers(1);
        Step(optimizer, parameters, 1);
        if (optimizer.PhaseCount > 1) optimizer.Step(parameters, Numbers(4), 0.5);
        (T[] before, T[] state, double[] scalars) = ([.. parameters], optimizer.State.ToArray(), optimizer.Scalars.ToArray());
        int phase = optimizer.Phase;
        optimizer.Step(parameters, [.. Numbers(5)[1..], T.NaN], 0.5);
        AssertSame(before, parameters, state, optimizer.State);
        Assert.Equal(scalars, optimizer.Scalars.ToArray());
        Assert.Equal((1, 1, phase), (optimizer.StepCount, optimizer.SkippedSteps, optimizer.Phase));
    }

    private static void CheckMemory<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        Optimizer<T> optimizer = Create(rule);
        T[] parameters = Numbers(1), gradients = Numbers(2), evaluated = new T[Length];
        long before = 0;
        for (int step = 0; step < 1100; step++)
        {
            if (step == 100) before = GC.GetAllocatedBytesForCurrentThread();
            optimizer.Step(parameters, gradients, 1.0);
            optimizer.CopyEvaluationParameters(parameters, evaluated);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static T[] Evaluate(Optimizer<T> optimizer, T[] parameters)
    {
        T[] evaluated = new T[Length];
        optimizer.CopyEvaluationParameters(parameters, evaluated);
        T[] inPlace = [.. parameters];
        optimizer.CopyEvaluationParameters(inPlace, inPlace);
        Assert.Equal(evaluated, inPlace);
        return evaluated;
    }

    private static void AssertSame(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, ReadOnlySpan<T> state, ReadOnlySpan<T> otherState)
    {
        Assert.Null(Fault.IfBitsDiffer(expected, actual, "parameters"));
        Assert.Null(Fault.IfBitsDiffer(state, otherState, "state"));
    }
}

public sealed class SingleContractTests : ContractLaws<float>;

public sealed class DoubleContractTests : ContractLaws<double>;
