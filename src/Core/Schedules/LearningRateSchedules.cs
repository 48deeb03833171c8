namespace SimdOptim.Schedules;

/// <summary>Makes schedules out of schedules.</summary>
public static class LearningRateSchedules
{
    /// <summary>Returns the schedule read late: <c>lr(n) = schedule(max(n - delay, 0))</c>.</summary>
    /// <param name="schedule">The schedule to read.</param>
    /// <param name="delay">By how many steps or epochs, not negative.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static DelayedSchedule Delay(this ILearningRateSchedule schedule, long delay) => new(schedule, delay);
}
