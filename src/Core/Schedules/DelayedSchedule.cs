using System.Runtime.CompilerServices;

namespace SimdOptim.Schedules;

/// <summary>Another schedule, read late: <c>lr(n) = schedule(max(n - delay, 0))</c>.</summary>
/// <remarks>
/// The optimization notebook of deeplearning.ai trains epoch e at the rate computed from epoch e-1, a delay of 1; "Neural
/// Networks from Scratch" trains step t at the rate computed from t, no delay.
/// </remarks>
public sealed class DelayedSchedule : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="schedule">The schedule to read.</param>
    /// <param name="delay">By how many steps or epochs, not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public DelayedSchedule(ILearningRateSchedule schedule, long delay)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        Schedule = schedule;
        Delay = delay;
    }

    /// <summary>Gets the schedule that is read.</summary>
    public ILearningRateSchedule Schedule { get; }

    /// <summary>Gets by how many steps or epochs.</summary>
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
