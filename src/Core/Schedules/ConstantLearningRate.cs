using System.Runtime.CompilerServices;

namespace SimdOptim.Schedules;

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
