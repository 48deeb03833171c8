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
    /// Gets what happens to the samples that are left at the end of an epoch if their number is no multiple of the batch size.
    /// </summary>
    public LastBatch LastBatch { get; init; }

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
    /// Gets whether a cost that explodes or is not finite, or a parameter that is not finite at the end of an epoch, ends the
    /// training and restores the last good parameters, for which the trainer keeps two copies of parameters and state; if false,
    /// the training goes on, and may return parameters that are not finite.
    /// </summary>
    public bool StopsOnDivergence { get; init; } = true;

    /// <summary>
    /// Gets the function that decides when the training diverges: to stop, or to restore the last good parameters and
    /// try again at a lower learning rate. Null stops. The function may also give the optimizer a new rule for the next try, for
    /// example one that clips more.
    /// </summary>
    public Func<Divergence, DivergenceResponse>? OnDivergence { get; init; }

    /// <summary>Splits the samples of an epoch into batches.</summary>
    internal (int BatchSize, int LastBatchStart, int SampleCount) SplitIntoBatches(int count)
    {
        if (LastBatch == LastBatch.Drop && BatchSize > count)
        {
            throw new ArgumentException(
                $"options must leave a batch: LastBatch is Drop, BatchSize is {BatchSize}, and data has {count} samples.",
                "options");
        }

        int batchSize = BatchSize == 0 ? count : Math.Min(BatchSize, count), full = count / batchSize;
        return LastBatch switch
        {
            LastBatch.Merge when full == 1 => (count, 0, count),
            LastBatch.Merge => (batchSize, (full - 1) * batchSize, count),
            LastBatch.Drop => (batchSize, (full - 1) * batchSize, full * batchSize),
            LastBatch.Keep => (batchSize, (count - 1) / batchSize * batchSize, count),
            _ => throw new ArgumentOutOfRangeException(nameof(LastBatch), LastBatch, "LastBatch must be Keep, Drop or Merge."),
        };
    }
}

/// <summary>
/// What happens to the r samples that are left at the end of an epoch of N samples in batches of B, where <c>r = N mod B</c> is
/// above 0. A checkpoint is resumed with the same choice only.
/// </summary>
/// <remarks>
/// The cost of an epoch is the mean over the samples that were trained on, whatever their batch.
/// </remarks>
public enum LastBatch
{
    /// <summary>
    /// They are a batch of their own, and with <see cref="TrainingOptions.AccumulationSteps"/> have the weight r/B in the mean of
    /// their step. Batch normalization takes the batch into its running averages like any other, however few its samples are; a
    /// batch of one leaves the running variance as it is.
    /// </summary>
    Keep,

    /// <summary>
    /// They are left out of this epoch, its steps and its cost; the shuffle of the next epoch leaves out others. All batches have
    /// B samples. Data of fewer than B samples are refused.
    /// </summary>
    Drop,

    /// <summary>
    /// They join the previous batch, which then has B + r samples and memory for as many: no batch is smaller than B. With
    /// <see cref="TrainingOptions.AccumulationSteps"/> it has the weight (B + r)/B in the mean of its step. If N is below 2B, the
    /// epoch is one batch of all samples, which are not shuffled.
    /// </summary>
    Merge,
}
