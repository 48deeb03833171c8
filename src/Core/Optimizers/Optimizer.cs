using System.Diagnostics.CodeAnalysis;
using SimdOptim.Diagnostics;
using SimdOptim.Schedules;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Optimizers;

/// <summary>
/// Updates a flat array of parameters by its gradients, and holds the state of its rule. A step allocates nothing and gives the
/// same bits on every machine. An optimizer supports one thread at a time: a step during another step throws an
/// <see cref="InvalidOperationException"/>.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract partial class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Every 32 steps, state below the smallest normal number is set to zero. Under vanishing gradients it would otherwise stay
    /// denormal and slow down each later step. Flushing at every store costs 17 % of an Adam step, this costs 2 %.
    /// </summary>
    internal const int FlushInterval = 32;

    private readonly AlignedArray<T> _state; // [slots, parameters], then the extra state
    private readonly double[] _scalars;
    private double _learningRate;
    private int _owner; // of the step that is being taken

    /// <summary>Initializes the state.</summary>
    private protected Optimizer(int parameterCount, int slotCount, int scalarCount, int extraStateCount, double learningRate)
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentOutOfRangeException.ThrowIfNegative(extraStateCount);
        _learningRate = Throw.IfOverflowing<T>(Throw.IfNegativeOrNotFinite(learningRate), nameof(learningRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameterCount, (Array.MaxLength - extraStateCount) / Math.Max(slotCount, 1));
        ParameterCount = parameterCount;
        SlotCount = slotCount;
        _state = new AlignedArray<T>((slotCount * parameterCount) + extraStateCount);
        _scalars = new double[scalarCount];
    }

    /// <summary>Gets the number of parameters that a step updates.</summary>
    public int ParameterCount { get; }

    /// <summary>Gets the number of state values per parameter.</summary>
    public int SlotCount { get; }

    /// <summary>Gets the number of steps taken; the next step is number <c>StepCount + 1</c>.</summary>
    public long StepCount { get; private set; }

    /// <summary>
    /// Gets the number of phases of a step: 1, or 2 for a rule such as sharpness-aware minimization. Each phase is one call of
    /// <see cref="Step(Span{T}, ReadOnlySpan{T}, WorkerTeam)"/>, with the gradient at the parameters after the previous phase:
    /// <c>for (int phase = optimizer.Phase; phase &lt; optimizer.PhaseCount; phase++) { compute the gradient; Step }</c>.
    /// </summary>
    public int PhaseCount { get; private protected init; }

    /// <summary>
    /// Gets the phase of the next call, 0 … <see cref="PhaseCount"/> - 1. It does not change if <see cref="NonFiniteGuard"/>
    /// refuses a gradient. <see cref="StepCount"/> increases after the last phase.
    /// </summary>
    public int Phase { get; private set; }

    /// <summary>
    /// Gets or sets the learning rate: that of the next step, or, with a <see cref="Schedule"/>, that of the last step.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative, NaN or infinite, or overflows <typeparamref name="T"/>.
    /// </exception>
    public double LearningRate
    {
        get => _learningRate;
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        set => _learningRate = Throw.IfOverflowing<T>(
            Throw.IfNegativeOrNotFinite(value, nameof(LearningRate)), nameof(LearningRate));
    }

    /// <summary>
    /// Gets or sets the schedule, or null. It sets <see cref="LearningRate"/> before each step, from the number of steps taken (0
    /// before the first). For a schedule that counts epochs, the caller sets <see cref="LearningRate"/> instead.
    /// </summary>
    public ILearningRateSchedule? Schedule { get; set; }

    /// <summary>
    /// Gets the state: the slots, <c>[slots, parameters]</c>, then the extra state of the rule. Save it together with
    /// <see cref="Scalars"/>, <see cref="StepCount"/> and, between the phases of a step, <see cref="Phase"/>.
    /// </summary>
    public ReadOnlySpan<T> State => _state.Span;

    /// <summary>Gets the scalars that the rule keeps between steps.</summary>
    public ReadOnlySpan<double> Scalars => _scalars;

    /// <summary>Gets whether the rule reads the loss, which must then be passed to each step.</summary>
    public bool NeedsLoss { get; private protected init; }

    /// <summary>Gets whether <see cref="CopyEvaluationParameters"/> writes other parameters than those of training.</summary>
    public bool HasEvaluationParameters { get; private protected init; }

    private Span<T> AllSlots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _state.Slice(0, SlotCount * ParameterCount);
    }

    private Span<T> ExtraState
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _state.Span[(SlotCount * ParameterCount)..];
    }

    /// <summary>Creates the optimizer of a rule, in its initial state.</summary>
    /// <typeparam name="TRule">The rule, or a chain.</typeparam>
    /// <param name="rule">The rule with its hyperparameters.</param>
    /// <param name="parameterCount">The number of parameters, not negative.</param>
    /// <param name="learningRate">
    /// The learning rate, finite in <typeparamref name="T"/> and not negative. If it is not 0, it must not round to 0 in
    /// <typeparamref name="T"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is outside its range, the state would exceed the longest array, or <typeparamref name="T"/> rounds a hyperparameter
    /// other than 0 to 0, or a finite one to infinity. Hyperparameters are those that <see cref="ILink.Describe"/> returns.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Optimizer<T, TRule> Create<TRule>(TRule rule, int parameterCount, double learningRate)
        where TRule : struct, IUpdateRule
    {
        Throw.IfNotSupported<T>();
        return new(rule, parameterCount, Throw.IfRoundedToZero<T>(learningRate));
    }

    /// <summary>Gets one slot of the state: <c>[parameters]</c>.</summary>
    /// <param name="slot">0 … <see cref="SlotCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public ReadOnlySpan<T> GetSlot(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, SlotCount);
        return _state.Slice(slot * ParameterCount, ParameterCount);
    }

    /// <summary>Takes one step, or one phase of a step: <c>parameters += rule(gradients)</c>.</summary>
    /// <param name="parameters"><c>[parameters]</c>; updated in place.</param>
    /// <param name="gradients">
    /// <c>[parameters]</c>; read only. NaN propagates, and infinity where it does not saturate, unless <see cref="NonFiniteGuard"/>
    /// refuses them. No finite gradient makes the state infinite or NaN: it saturates at the largest finite number.
    /// </param>
    /// <param name="team">The team that shares the work if that saves time, or null. The bits are the same.</param>
    /// <exception cref="ArgumentException">
    /// A length is not <see cref="ParameterCount"/>, or the spans share memory with each other or with <see cref="State"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The schedule returned a rate that is not valid for <see cref="LearningRate"/>.
    /// </exception>
    /// <exception cref="NotFiniteNumberException">
    /// The gradient is not finite, and <see cref="NonFiniteGuard"/> is <see cref="NonFiniteGuard.Throw"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException"><paramref name="team"/> was disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="team"/> is running another job, or the rule needs the loss (<see cref="NeedsLoss"/>).
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradients, WorkerTeam? team = null) => Take(parameters, gradients, null, team);

    /// <summary>Takes one step, or one phase of a step, with a rule that may read the loss, such as Polyak's.</summary>
    /// <inheritdoc cref="Step(Span{T}, ReadOnlySpan{T}, WorkerTeam)" path="/param|/exception"/>
    /// <param name="parameters"><c>[parameters]</c>; updated in place.</param>
    /// <param name="gradients"><c>[parameters]</c>; read only.</param>
    /// <param name="loss">
    /// The loss at the parameters. If the rule reads it, a guard refuses NaN and infinity as in gradients.
    /// </param>
    /// <param name="team">The team that shares the work if that saves time, or null. The bits are the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradients, double loss, WorkerTeam? team = null) =>
        Take(parameters, gradients, loss, team);

    /// <summary>
    /// Writes the parameters for evaluation and deployment. They are the training parameters unless the rule defines others, such
    /// as an average.
    /// </summary>
    /// <param name="parameters">The training parameters, <c>[parameters]</c>; read only.</param>
    /// <param name="destination"><c>[parameters]</c>; overwritten. It may be <paramref name="parameters"/> itself.</param>
    /// <exception cref="ArgumentException">
    /// A length is not <see cref="ParameterCount"/>, or the spans overlap in part or share memory with <see cref="State"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyEvaluationParameters(ReadOnlySpan<T> parameters, Span<T> destination)
    {
        Throw.IfLengthIsNot(ParameterCount, parameters);
        Throw.IfLengthIsNot<T>(ParameterCount, destination, nameof(destination));
        Throw.IfPartlyOverlapping(parameters, destination);
        Throw.IfOverlapping<T>(_state.Span, destination, nameof(State), nameof(destination));
        Evaluate(parameters, _state.Span, destination);
    }

    /// <summary>
    /// Compiles the methods that <see cref="Step(Span{T}, ReadOnlySpan{T}, WorkerTeam)"/> runs, so that the first step takes
    /// about as long as the others. It steps a copy of the optimizer with its own parameters and does not change this one.
    /// </summary>
    /// <remarks>The meters report the steps of the copy too.</remarks>
    /// <param name="team">The team that will share the steps, or null.</param>
    /// <exception cref="ObjectDisposedException"><paramref name="team"/> was disposed.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="team"/> is running another job.</exception>
    public void Warmup(WorkerTeam? team = null)
    {
        Optimizer<T> twin = CreateTwin();
        AlignedArray<T> parameters = new(ParameterCount), gradients = new(ParameterCount);
        foreach (T gradient in (ReadOnlySpan<T>)[T.Zero, T.One]) // a norm of 0 takes a different path
        {
            gradients.Span.Fill(gradient);
            twin.Restore(FlushInterval - 2, twin.State, twin.Scalars);
            for (int step = 0; step < 3 * PhaseCount; step++) twin.Step(parameters.Span, gradients.Span, loss: 0, team);
        }
    }

    /// <summary>
    /// Restores the state of another optimizer of the same rule. The following steps have the same bits as its own.
    /// </summary>
    /// <param name="stepCount">The number of steps taken, not negative.</param>
    /// <param name="state">The <see cref="State"/> after them; copied.</param>
    /// <param name="scalars">The <see cref="Scalars"/> after them; copied.</param>
    /// <param name="skippedSteps">The number of steps that were refused, not negative.</param>
    /// <param name="phase">The phase of the next call, 0 … <see cref="PhaseCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="state"/> or <paramref name="scalars"/> is not that of this optimizer.
    /// </exception>
    public void Restore(
        long stepCount, ReadOnlySpan<T> state, ReadOnlySpan<double> scalars = default, long skippedSteps = 0, int phase = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        ArgumentOutOfRangeException.ThrowIfNegative(skippedSteps);
        ArgumentOutOfRangeException.ThrowIfNegative(phase);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(phase, PhaseCount);
        Throw.IfLengthIsNot(_state.Length, state);
        Throw.IfLengthIsNot(_scalars.Length, scalars);
        state.CopyTo(_state.Span);
        scalars.CopyTo(_scalars);
        (StepCount, SkippedSteps, Phase) = (stepCount, skippedSteps, phase);
    }

    /// <summary>Resets the optimizer to its initial state.</summary>
    public void Reset()
    {
        Initialize(AllSlots, ExtraState, _scalars);
        (StepCount, SkippedSteps, Phase) = (0, 0, 0);
    }

    /// <summary>Returns the name and the hyperparameters of the rule.</summary>
    public abstract Description Describe();

    /// <summary>Returns the name and the hyperparameters of the rule in one line.</summary>
    public override string ToString() => Describe().ToString();

    /// <summary>
    /// Returns an optimizer in its initial state with the same rule, rate and schedule. It has the same guard, but never throws.
    /// </summary>
    internal abstract Optimizer<T> CreateTwin();

    private protected abstract void Initialize(Span<T> slots, Span<T> extraState, Span<double> scalars);

    private protected abstract void Update(in StepContext<T> context, Span<T> parameters, Span<T> state, WorkerTeam? team);

    private protected abstract void Evaluate(ReadOnlySpan<T> parameters, Span<T> state, Span<T> destination);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Take(Span<T> parameters, ReadOnlySpan<T> gradients, double? loss, WorkerTeam? team)
    {
        Throw.IfLengthIsNot<T>(ParameterCount, parameters, nameof(parameters));
        Throw.IfLengthIsNot(ParameterCount, gradients);
        Throw.IfOverlapping(parameters, gradients);
        Throw.IfOverlapping(_state.Span, gradients, nameof(State));
        if (NeedsLoss && loss is null) ThrowNoLoss();
        team?.ThrowIfDisposed();
        using SingleThreadGuard guard =
            SingleThreadGuard.Enter(ref _owner, "An optimizer", "Step from one thread, or give each its own.");
        long start = StepInstruments.StartStep();
        bool isGuarded = NonFiniteGuard != NonFiniteGuard.Propagate, reportsNorm = StepInstruments.GradientNorm.Enabled;
        double? norm = reportsNorm || (isGuarded && ReadsWholeGradient) ? Reductions.Norm(gradients) : null;
        if (norm is { } known && reportsNorm) StepInstruments.GradientNorm.Record(known);
        if (isGuarded && !IsFinite(gradients, norm, loss))
        {
            Refuse(gradients, loss);
            return;
        }

        if (Schedule is not null) LearningRate = Schedule.GetLearningRate(StepCount);
        StepContext<T> context = new(StepCount + 1, LearningRate, parameters, gradients, norm)
        {
            Phase = Phase,
            Loss = loss ?? double.NaN,
            Scalars = _scalars,
            AllSlots = AllSlots,
            ExtraState = ExtraState,
        };
        Update(in context, parameters, _state.Span, team);
        if (Phase + 1 < PhaseCount)
        {
            Phase++;
            return;
        }

        Phase = 0;
        StepCount++;
        if (StepCount % FlushInterval == 0) TeamLoop.Run(team, default(FlushDenormals<T>), _state.Span, _state.Span);
        StepInstruments.StopStep(start);
    }

    [DoesNotReturn]
    private void ThrowNoLoss() => throw new InvalidOperationException(
        $"{Describe().Kind} needs the loss of each step: call Step(parameters, gradients, loss).");
}
