using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Threading;

namespace SimdOptim.Optimizers;

/// <summary>The <see cref="Optimizer{T}"/> of one rule or chain, compiled into a single pass over memory.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TRule">The rule, or a chain.</typeparam>
public sealed class Optimizer<T, TRule> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<T>
{
    private static readonly bool _readsWholeGradient = default(TRule) is IReadsWholeGradient { ReadsWholeGradient: true };

    private TRule _rule;

    internal Optimizer(TRule rule, int parameterCount, double learningRate)
        : base(parameterCount, TRule.SlotCount, learningRate)
    {
        _rule = rule;
        Reset();
    }

    /// <summary>
    /// Gets or sets the rule with its hyperparameters. They can be changed at any time between two steps: the next step is taken
    /// by the new ones, from the state that the old ones left.
    /// </summary>
    public TRule Rule
    {
        get => _rule;
        set => _rule = value;
    }

    internal override Optimizer<T> CreateTwin() => new Optimizer<T, TRule>(_rule, ParameterCount, LearningRate)
    {
        Schedule = Schedule,
        NonFiniteGuard = NonFiniteGuard == NonFiniteGuard.Propagate ? NonFiniteGuard.Propagate : NonFiniteGuard.SkipStep,
    };

    private protected override bool ReadsWholeGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _readsWholeGradient;
    }

    private protected override T GetInitialState(int slot) => _rule.GetInitialState(slot);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Update(in StepContext<T> context, Span<T> parameters, Span<T> state, WorkerTeam? team)
    {
        _rule.BeginStep(in context);
        for (int start = 0; start < parameters.Length;)
        {
            int end = Math.Min(_rule.BeginRun(start), parameters.Length);
            if (end <= start)
            {
                throw new InvalidOperationException(
                    $"{typeof(TRule).Name}.BeginRun({start}) must return an index behind {start}; it returned {end}.");
            }

            UpdateJob<T, TRule>.Run(team, ref _rule, parameters, context.Gradients, state, start, end);
            start = end;
        }
    }

    /// <summary>Returns the rule with its hyperparameters; of a rule of your own, what its <c>ToString</c> says.</summary>
    public override string ToString() => _rule.ToString() ?? typeof(TRule).Name;
}
