using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Diagnostics;
using SimdOptim.Schedules;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim.Optimizers;

/// <summary>
/// Steps a flat array of parameters down its gradients, and keeps what its rule remembers between steps. A step allocates
/// nothing and gives the same bits on every machine. An optimizer serves one thread at a time; a Debug build of the library
/// refuses a second one by an <see cref="InvalidOperationException"/>, a Release build does not look.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract partial class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Every so many steps, state below the smallest normal number becomes zero: it would otherwise freeze there under
    /// vanishing gradients and slow each later step down. Doing it at every store costs 17 % of an Adam step, this 2 %.
    /// </summary>
    internal const int FlushInterval = 32;

    private readonly AlignedArray<T> _state; // [slots, parameters]
#if DEBUG
    private int _owner; // the thread that steps
#endif
    private double _learningRate;

    /// <summary>Initializes the part that all rules share.</summary>
    private protected Optimizer(int parameterCount, int slotCount, double learningRate)
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        _learningRate = Throw.IfBeyondRange<T>(Throw.IfNegativeOrNotFinite(learningRate), nameof(learningRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameterCount, Array.MaxLength / Math.Max(slotCount, 1));
        ParameterCount = parameterCount;
        SlotCount = slotCount;
        _state = new AlignedArray<T>(slotCount * parameterCount);
    }

    /// <summary>Gets the number of parameters that a step updates.</summary>
    public int ParameterCount { get; }

    /// <summary>Gets the number of values kept for each parameter.</summary>
    public int SlotCount { get; }

    /// <summary>Gets the number of steps taken; the next step is number <c>StepCount + 1</c>.</summary>
    public long StepCount { get; private set; }

    /// <summary>
    /// Gets or sets the learning rate: of the next step while there is no <see cref="Schedule"/>, else of the last one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is negative, NaN or infinite, be it only in <typeparamref name="T"/>.
    /// </exception>
    public double LearningRate
    {
        get => _learningRate;
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        set => _learningRate = Throw.IfBeyondRange<T>(
            Throw.IfNegativeOrNotFinite(value, nameof(LearningRate)), nameof(LearningRate));
    }

    /// <summary>
    /// Gets or sets the schedule that, if there is one, sets <see cref="LearningRate"/> before each step, from the number of
    /// steps taken so far (0 before the first). A schedule counted in epochs is read by the caller instead.
    /// </summary>
    public ILearningRateSchedule? Schedule { get; set; }

    /// <summary>Gets the state, slot after slot: <c>[slots, parameters]</c>. With <see cref="StepCount"/> it is all there is to save.</summary>
    public ReadOnlySpan<T> State => _state.Span;

    /// <summary>Creates the optimizer of a rule, its state as before the first step.</summary>
    /// <typeparam name="TRule">The rule, or a chain.</typeparam>
    /// <param name="rule">The rule with its hyperparameters.</param>
    /// <param name="parameterCount">The number of parameters, not negative.</param>
    /// <param name="learningRate">
    /// The learning rate, not negative, finite in <typeparamref name="T"/>, and not so small that it rounds to 0 there.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is outside its range, or the state of so many parameters would exceed the longest array.
    /// </exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static Optimizer<T, TRule> Create<TRule>(TRule rule, int parameterCount, double learningRate)
        where TRule : struct, IUpdateRule<T>
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

    /// <summary>Takes one step: <c>parameters += rule(gradients)</c>.</summary>
    /// <param name="parameters"><c>[parameters]</c>; updated in place.</param>
    /// <param name="gradients"><c>[parameters]</c>; read only. NaN and infinity propagate, unless there is a <see cref="NonFiniteGuard"/>.</param>
    /// <param name="team">Who shares the work where there is enough of it, or null; the bits are the same.</param>
    /// <exception cref="ArgumentException">
    /// A length is not <see cref="ParameterCount"/>, or the spans share memory with each other or with <see cref="State"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The schedule gave a rate that <see cref="LearningRate"/> refuses.</exception>
    /// <exception cref="NotFiniteNumberException">
    /// The gradient is not finite, and <see cref="NonFiniteGuard"/> is <see cref="NonFiniteGuard.Throw"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException"><paramref name="team"/> was disposed of.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="team"/> is at work for another caller.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradients, WorkerTeam? team = null)
    {
        Throw.IfLengthIsNot<T>(ParameterCount, parameters, nameof(parameters));
        Throw.IfLengthIsNot(ParameterCount, gradients);
        Throw.IfOverlapping(parameters, gradients);
        Throw.IfOverlapping(_state.Span, gradients, nameof(State));
        team?.ThrowIfDisposed();
#if DEBUG
        using SingleThreadGuard guard = new(ref _owner, "An optimizer", "Step from one thread, or give each its own.");
#endif
        long start = StepInstruments.StartStep();
        bool isGuarded = NonFiniteGuard != NonFiniteGuard.Propagate, reportsNorm = StepInstruments.GradientNorm.Enabled;
        double? norm = reportsNorm || (isGuarded && ReadsWholeGradient) ? Reductions.Norm(gradients) : null;
        if (norm is { } known && reportsNorm) StepInstruments.GradientNorm.Record(known);
        if (isGuarded && !IsFinite(gradients, norm))
        {
            Refuse(gradients);
            return;
        }

        if (Schedule is not null) LearningRate = Schedule.GetLearningRate(StepCount);
        Update(new StepContext<T>(StepCount + 1, LearningRate, parameters, gradients, norm), parameters, _state.Span, team);
        StepCount++;
        if (StepCount % FlushInterval == 0) TeamLoop.Run(team, default(FlushDenormals<T>), _state.Span, _state.Span);
        StepInstruments.StopStep(start);
    }

    /// <summary>
    /// Compiles all that <see cref="Step"/> will run, so that the first step takes hardly longer than the others. Called once, before
    /// time counts; it steps a twin with parameters of its own, and changes nothing here.
    /// </summary>
    /// <remarks>Whoever listens to the meters hears of the twin's steps too.</remarks>
    /// <param name="team">Who will share the steps, or null.</param>
    /// <exception cref="ObjectDisposedException"><paramref name="team"/> was disposed of.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="team"/> is at work for another caller.</exception>
    public void Warmup(WorkerTeam? team = null)
    {
        Optimizer<T> twin = CreateTwin();
        AlignedArray<T> parameters = new(ParameterCount), gradients = new(ParameterCount);
        foreach (T gradient in (ReadOnlySpan<T>)[T.Zero, T.One]) // of no length, which a norm takes a path of its own for, and of some
        {
            gradients.Span.Fill(gradient);
            twin.Restore(FlushInterval - 2, twin.State);
            for (int step = 0; step < 3; step++) twin.Step(parameters.Span, gradients.Span, team);
        }
    }

    /// <summary>Takes up where another optimizer of the same rule stopped; the following steps have the bits of its own.</summary>
    /// <param name="stepCount">The number of steps taken, not negative.</param>
    /// <param name="state">The state after them, <c>[slots, parameters]</c>; copied.</param>
    /// <param name="skippedSteps">The number of steps refused on the way, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="state"/> has not the length of <see cref="State"/>.</exception>
    public void Restore(long stepCount, ReadOnlySpan<T> state, long skippedSteps = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        ArgumentOutOfRangeException.ThrowIfNegative(skippedSteps);
        Throw.IfLengthIsNot(_state.Length, state);
        state.CopyTo(_state.Span);
        (StepCount, SkippedSteps) = (stepCount, skippedSteps);
    }

    /// <summary>Forgets all steps: the state is again as before the first.</summary>
    public void Reset()
    {
        for (int slot = 0; slot < SlotCount; slot++)
        {
            _state.Slice(slot * ParameterCount, ParameterCount).Fill(GetInitialState(slot));
        }

        (StepCount, SkippedSteps) = (0, 0);
    }

    /// <summary>Returns an optimizer of the same rule, rate, schedule and guard, its state as before the first step; it throws at no gradient.</summary>
    internal abstract Optimizer<T> CreateTwin();

    private protected abstract T GetInitialState(int slot);

    private protected abstract void Update(in StepContext<T> context, Span<T> parameters, Span<T> state, WorkerTeam? team);
}
