namespace SimdOptim.Schedules;

/// <summary>Delays another schedule: <c>lr(n) = schedule(max(n - delay, 0))</c>.</summary>
/// <remarks>
/// The optimization notebook of deeplearning.ai trains epoch e with the rate computed from epoch e-1, which is a delay of 1.
/// "Neural Networks from Scratch" trains step t with the rate computed from t, without a delay.
/// </remarks>
public sealed class DelayedSchedule : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="schedule">The schedule to delay.</param>
    /// <param name="delay">The number of steps or epochs, not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public DelayedSchedule(ILearningRateSchedule schedule, long delay)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        Schedule = schedule;
        Delay = delay;
    }

    /// <summary>Gets the delayed schedule.</summary>
    public ILearningRateSchedule Schedule { get; }

    /// <summary>Gets the number of steps or epochs of the delay.</summary>
    public long Delay { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double GetLearningRate(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return Schedule.GetLearningRate(Math.Max(index - Delay, 0));
    }

    /// <inheritdoc/>
    public Description Describe() => new("DelayedSchedule") { { "schedule", Schedule.Describe() }, { "delay", Delay } };
}

/// <summary>Multiplies another schedule by a factor: <c>lr(n) = factor·schedule(n)</c>.</summary>
public sealed class ScaledSchedule : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="schedule">The schedule to scale.</param>
    /// <param name="factor">The factor, finite and not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is outside its range.</exception>
    public ScaledSchedule(ILearningRateSchedule schedule, double factor)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Schedule = schedule;
        Factor = Throw.IfNegativeOrNotFinite(factor);
    }

    /// <summary>Gets the scaled schedule.</summary>
    public ILearningRateSchedule Schedule { get; }

    /// <summary>Gets the factor.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double GetLearningRate(long index) => Factor * Schedule.GetLearningRate(index);

    /// <inheritdoc/>
    public Description Describe() => new("ScaledSchedule") { { "schedule", Schedule.Describe() }, { "factor", Factor } };
}
