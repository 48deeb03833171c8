using SimdOptim.Schedules;

namespace SimdOptim.Tests.Kinds;

/// <summary>A rate that rises to its target in a number of steps and stays there: <c>lr·min((n + 1)/steps, 1)</c>.</summary>
public sealed class LinearWarmup(double learningRate, long steps) : ILearningRateSchedule
{
    public double GetLearningRate(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return index < steps ? learningRate * (index + 1) / steps : learningRate;
    }

    public Description Describe() => new("LinearWarmup") { { "learningRate", learningRate }, { "steps", steps } };
}
