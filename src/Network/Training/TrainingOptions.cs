using SimdOptim.Schedules;
using SimdOptim.Threading;

namespace SimdOptim.Training;

/// <summary>How a <see cref="Trainer{T}"/> trains: number of epochs, batches, order of the samples, learning rate.</summary>
public sealed record TrainingOptions
{
    /// <summary>Gets the number of passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Gets the number of samples of a batch; 0 for all samples, which is batch gradient descent.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Gets the number of batches whose mean gradient makes one step, at least 1; the batches left at the end of an epoch make a
    /// step of their own. Up to rounding this equals one batch N times as large, except for layers that mix the samples of a batch.
    /// </summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>
    /// Gets the seed of the order of samples: epoch e takes them in the permutation that NumPy's legacy generator draws from
    /// <c>ShuffleSeed + e</c>, so that training can start at any epoch. A batch of all samples is not shuffled.
    /// </summary>
    public uint ShuffleSeed { get; init; }

    /// <summary>Gets the learning rate by epoch, or null to leave the optimizer's as it is.</summary>
    public ILearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>
    /// Gets λ of the L2 penalty <c>λ/(2m)·Σw²</c> on weights, where m is the number of samples of the data set; not negative, and
    /// neither rounded to 0 nor infinite in the network's precision. The costs that are reported include it.
    /// </summary>
    public double L2 { get; init; }

    /// <summary>Gets the number of epochs from one measurement of the accuracy to the next, at least 1; the last epoch is always measured.</summary>
    public int AccuracyInterval { get; init; } = 1;

    /// <summary>
    /// Gets the number of threads that share a step, the caller's included, in [1, <see cref="WorkerTeam.MaxThreads"/>]. The bits
    /// are the same for any number, and a step too small to gain is left to the caller.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Gets whether a cost that explodes or is not finite ends the training and restores the last good parameters, for which the
    /// trainer keeps two copies of parameters and state; if false, the training goes on.
    /// </summary>
    public bool StopsOnDivergence { get; init; } = true;

    /// <summary>
    /// Gets the function that decides when a cost explodes or is not finite: to stop, or to restore the last good parameters and
    /// try again at a lower learning rate. Null stops. The function may also give the optimizer a new rule for the next try, for
    /// example one that clips more.
    /// </summary>
    public Func<Divergence, DivergenceResponse>? OnDivergence { get; init; }
}
