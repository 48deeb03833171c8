using SimdOptim.Schedules;
using SimdOptim.Threading;

namespace SimdOptim.Training;

/// <summary>How to train: how long, in which batches, in which order, at which rate.</summary>
public sealed record TrainingOptions
{
    /// <summary>Gets the number of passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Gets the samples of a step: 1 is stochastic, 0 (or as many as there are) is batch gradient descent.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Gets the batches whose gradients are gathered into one step, at least 1; the rest of an epoch makes a step of its own. Up
    /// to rounding it is one batch so many times as large, but for layers that mix the samples of a batch.
    /// </summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>
    /// Gets the seed of the order of samples: epoch e takes them in the permutation that NumPy's legacy generator draws from
    /// <c>ShuffleSeed + e</c>, so that training can be entered at any epoch. A batch of all samples is not shuffled.
    /// </summary>
    public uint ShuffleSeed { get; init; }

    /// <summary>Gets the learning rate by epoch, or null to leave the optimizer's as it is.</summary>
    public ILearningRateSchedule? LearningRateSchedule { get; init; }

    /// <summary>
    /// Gets λ of the L2 penalty <c>λ/(2m)·Σw²</c> on weights, m the samples of the data set; not negative, and finite in the
    /// network's precision. It is part of the costs that are reported.
    /// </summary>
    public double L2 { get; init; }

    /// <summary>Gets after how many epochs the accuracy is measured again, at least 1; after the last it always is.</summary>
    public int AccuracyInterval { get; init; } = 1;

    /// <summary>
    /// Gets how many threads share a step, the caller's among them, in [1, <see cref="WorkerTeam.MaxThreads"/>]. The bits are the
    /// same for any number, and a step too small to gain stays with the caller.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Gets whether a cost that explodes or is not finite ends the training; else it goes on with whatever comes.
    /// </summary>
    public bool StopsOnDivergence { get; init; } = true;

    /// <summary>
    /// Gets what decides when a cost explodes or is not finite: stop, or go back to the last good parameters and try again
    /// at a lower learning rate. Null stops. It may also give the optimizer a new rule, one that clips more say, for the next
    /// try.
    /// </summary>
    public Func<Divergence, DivergenceResponse>? OnDivergence { get; init; }
}
