namespace SimdOptim.Schedules;

/// <summary>
/// A learning rate as a pure function of an index, which counts steps or epochs from 0. It can be read in any order, so training
/// can start at any index.
/// </summary>
public interface ILearningRateSchedule
{
    /// <summary>Returns the learning rate at an index.</summary>
    /// <param name="index">The number of steps or epochs before this one, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    double GetLearningRate(long index);

    /// <summary>Returns the name and the parameters. A training resumes only with a schedule of equal description.</summary>
    Description Describe();
}

/// <summary>Extends schedules.</summary>
public static class LearningRateSchedules
{
    /// <summary>Delays a schedule: <c>lr(n) = schedule(max(n - delay, 0))</c>.</summary>
    /// <inheritdoc cref="DelayedSchedule(ILearningRateSchedule, long)" path="/param|/exception"/>
    public static DelayedSchedule Delay(this ILearningRateSchedule schedule, long delay) => new(schedule, delay);
}

/// <summary>A constant learning rate: <c>lr(n) = lr₀</c>.</summary>
public sealed class ConstantLearningRate : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="learningRate">The rate lr₀, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public ConstantLearningRate(double learningRate) => LearningRate = Throw.IfNegativeOrNotFinite(learningRate);

    /// <summary>Gets the rate lr₀.</summary>
    public double LearningRate { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double GetLearningRate(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return LearningRate;
    }

    /// <inheritdoc/>
    public Description Describe() => new("ConstantLearningRate") { { "learningRate", LearningRate } };
}
