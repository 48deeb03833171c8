using SimdOptim.Threading;

namespace SimdOptim.Optimizers;

/// <summary>The <see cref="Optimizer{T}"/> of one rule or chain, compiled into a single pass over memory.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TRule">The rule, or a chain.</typeparam>
public sealed class Optimizer<T, TRule> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule
{
    private TRule _rule;

    internal Optimizer(TRule rule, int parameterCount, double learningRate)
        : base(parameterCount, TRule.SlotCount, TRule.ScalarCount, CountExtraState(ref rule), learningRate)
    {
        Throw.IfRounded<T>(rule.Describe());
        _rule = rule;
        (PhaseCount, ReadsWholeGradient, NeedsLoss) = (TRule.PhaseCount, TRule.ReadsWholeGradient, TRule.NeedsLoss);
        HasEvaluationParameters = TRule.HasEvaluationParameters;
        Reset();
    }

    /// <summary>
    /// Gets or sets the rule with its hyperparameters. Between two steps it can be replaced; the state stays.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <typeparamref name="T"/> rounds a hyperparameter to 0 or to infinity; see <see cref="Optimizer{T}.Create"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The rule has a different number of extra state values.</exception>
    public TRule Rule
    {
        get => _rule;
        set
        {
            if (TRule.HasExtraState && CountExtraState(ref value) != CountExtraState(ref _rule))
            {
                throw new ArgumentException(
                    $"Rule must keep {CountExtraState(ref _rule)} extra state values; it keeps {CountExtraState(ref value)}.", nameof(Rule));
            }

            Throw.IfRounded<T>(value.Describe());
            _rule = value;
        }
    }

    /// <inheritdoc/>
    public override Description Describe() => _rule.Describe();

    internal override Optimizer<T> CreateTwin() => new Optimizer<T, TRule>(_rule, ParameterCount, LearningRate)
    {
        Schedule = Schedule,
        NonFiniteGuard = NonFiniteGuard == NonFiniteGuard.Propagate ? NonFiniteGuard.Propagate : NonFiniteGuard.SkipStep,
    };

    private protected override void Initialize(Span<T> slots, Span<T> extraState, Span<double> scalars)
    {
        for (int slot = 0; slot < TRule.SlotCount; slot++)
            slots.Slice(slot * ParameterCount, ParameterCount).Fill(T.CreateChecked(_rule.GetInitialState(slot)));
        for (int i = 0; i < extraState.Length; i++) extraState[i] = T.CreateChecked(_rule.GetInitialExtraState(i));
        for (int i = 0; i < scalars.Length; i++) scalars[i] = _rule.GetInitialScalar(i);
    }

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
                    $"{typeof(TRule).Name}.BeginRun({start}) must return an index above {start}; it returned {end}.");
            }

            UpdateJob<T, TRule>.Run(team, ref _rule, parameters, context.Gradients, state, start, end);
            start = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Evaluate(ReadOnlySpan<T> parameters, Span<T> state, Span<T> destination)
    {
        if (TRule.HasEvaluationParameters) UpdateLoop.Evaluate(ref _rule, parameters, state, destination);
        else parameters.CopyTo(destination);
    }

    // Without the flag, a rule without its own implementation of the property would be boxed.
    private static int CountExtraState(ref TRule rule) => TRule.HasExtraState ? rule.ExtraStateCount : 0;
}
