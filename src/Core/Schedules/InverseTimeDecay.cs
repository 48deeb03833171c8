namespace SimdOptim.Schedules;

/// <summary>The rate falls with the inverse of time: <c>lr(n) = lr₀/(1 + k·n)</c>.</summary>
/// <remarks>
/// deeplearning.ai's course 2, week 2 counts n in epochs, "Neural Networks from Scratch" (chapter 10) in steps. They also differ
/// by one in the index: see <see cref="DelayedSchedule"/>.
/// </remarks>
public sealed class InverseTimeDecay : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="initialLearningRate">The rate lr₀ at index 0, finite and not negative.</param>
    /// <param name="decayRate">k, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public InverseTimeDecay(double initialLearningRate, double decayRate)
    {
        InitialLearningRate = Throw.IfNegativeOrNotFinite(initialLearningRate);
        DecayRate = Throw.IfNegativeOrNotFinite(decayRate);
    }

    /// <summary>Gets the rate lr₀ at index 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>Gets k.</summary>
    public double DecayRate { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double GetLearningRate(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return InitialLearningRate / (1 + (DecayRate * index));
    }

    /// <inheritdoc/>
    public Description Describe() =>
        new("InverseTimeDecay") { { "initialLearningRate", InitialLearningRate }, { "decayRate", DecayRate } };
}

/// <summary>The rate falls with the inverse of time, in steps: <c>lr(n) = lr₀/(1 + k·⌊n/interval⌋)</c>.</summary>
/// <remarks>The "scheduled" decay of deeplearning.ai's course 2, week 2, which uses an interval of 1000 epochs.</remarks>
public sealed class StaircaseInverseTimeDecay : ILearningRateSchedule
{
    /// <summary>Initializes the schedule.</summary>
    /// <param name="initialLearningRate">The rate lr₀ at index 0, finite and not negative.</param>
    /// <param name="decayRate">k, finite and not negative.</param>
    /// <param name="interval">The number of steps or epochs with the same rate, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public StaircaseInverseTimeDecay(double initialLearningRate, double decayRate, long interval)
    {
        InitialLearningRate = Throw.IfNegativeOrNotFinite(initialLearningRate);
        DecayRate = Throw.IfNegativeOrNotFinite(decayRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        Interval = interval;
    }

    /// <summary>Gets the rate lr₀ at index 0.</summary>
    public double InitialLearningRate { get; }

    /// <summary>Gets k.</summary>
    public double DecayRate { get; }

    /// <summary>Gets the number of steps or epochs with the same rate.</summary>
    public long Interval { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double GetLearningRate(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return InitialLearningRate / (1 + (DecayRate * (index / Interval)));
    }

    /// <inheritdoc/>
    public Description Describe() => new("StaircaseInverseTimeDecay")
    {
        { "initialLearningRate", InitialLearningRate }, { "decayRate", DecayRate }, { "interval", Interval },
    };
}
