namespace SimdOptim.Schedules;

/// <summary>Extends schedules.</summary>
public static class LearningRateSchedules
{
    /// <summary>Delays a schedule: <c>lr(n) = schedule(max(n - delay, 0))</c>.</summary>
    /// <param name="schedule">The schedule to delay.</param>
    /// <param name="delay">The number of steps or epochs, not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static DelayedSchedule Delay(this ILearningRateSchedule schedule, long delay) => new(schedule, delay);
}
