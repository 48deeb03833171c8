using System.Runtime.CompilerServices;

namespace SimdOptim.Schedules;

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
