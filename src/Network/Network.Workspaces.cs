using SimdOptim.Threading;

namespace SimdOptim;

/// <content>The memory and the threads to compute with.</content>
public sealed partial class Network<T>
{
    /// <summary>Creates the memory to infer in, and to train in if <paramref name="forTraining"/>.</summary>
    /// <param name="maxBatchSize">The largest number of samples at a time, at least 1.</param>
    /// <param name="forTraining">Whether gradients will be computed too.</param>
    /// <param name="threads">
    /// How many threads share a batch, the caller's among them, in [1, <see cref="WorkerTeam.MaxThreads"/>]. The bits are the
    /// same for any number, and a batch too small to gain stays with the caller. If there are more than one, dispose of the
    /// workspace.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBatchSize"/> is below 1, or so large that the batch of a layer would exceed the longest array; or
    /// <paramref name="threads"/> is outside its range.
    /// </exception>
    public Workspace<T> CreateWorkspace(int maxBatchSize = 1, bool forTraining = false, int threads = 1)
    {
        ValidateWorkspace(maxBatchSize, forTraining);
        WorkerTeam.Validate(threads);
        return new Workspace<T>(this, maxBatchSize, forTraining, threads == 1 ? null : new WorkerTeam(threads));
    }

    /// <summary>Creates a workspace that a team of any kind works in, and that disposes of it.</summary>
    internal Workspace<T> CreateWorkspace(int maxBatchSize, bool forTraining, WorkerTeam? team)
    {
        ValidateWorkspace(maxBatchSize, forTraining);
        return new Workspace<T>(this, maxBatchSize, forTraining, team);
    }

    private void ValidateWorkspace(int maxBatchSize, bool forTraining)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBatchSize, Array.MaxLength / Math.Max(InputCount, Plan<T>.GetStrides(_layers).Max()));
        long longestCache = forTraining ? _layers.Max(layer => layer.GetCacheCount(maxBatchSize)) : 0;
        if (longestCache > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxBatchSize),
                maxBatchSize,
                $"maxBatchSize must be below {maxBatchSize}: a layer would keep {longestCache} values, "
                + $"and no array is longer than {Array.MaxLength}.");
        }
    }
}
