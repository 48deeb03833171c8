using SimdOptim.Threading;

namespace SimdOptim;

/// <summary>
/// The memory that a network computes in: activations, and gradients if it is for training, of up to
/// <see cref="MaxBatchSize"/> samples. One workspace serves one thread at a time; each thread has its own, on one network. It may
/// have threads of its own, which share the work of a batch until it is disposed of.
/// </summary>
/// <remarks>
/// Two threads that compute in one workspace at once would overwrite each other's activations. The second gets an
/// <see cref="InvalidOperationException"/>; of two that begin within nanoseconds, it is the one that ends last. A Debug build of
/// the library always finds the second, and names both threads. A workspace may pass from one thread to the next; what was
/// predicted in it is valid until then.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Workspace<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AlignedArray<T>? _lossGradients; // of a workspace for inference, once a loss is evaluated in it
    private T[]? _targets; // [batch], once classes are given as whole numbers

    private int _owner; // of the call that computes in here
    private long _passCount;

    internal Workspace(Network<T> network, int maxBatchSize, bool forTraining, WorkerTeam? team)
    {
        Network = network;
        MaxBatchSize = maxBatchSize;
        IsForTraining = forTraining;
        Team = team;
        Plan = new Plan<T>(network, maxBatchSize, forTraining);
    }

    /// <summary>Gets the largest batch that fits.</summary>
    public int MaxBatchSize { get; }

    /// <summary>Gets whether there is room for gradients.</summary>
    public bool IsForTraining { get; }

    /// <summary>
    /// Gets the threads that share the work of a batch, for an optimizer to share too; null if the caller works alone.
    /// </summary>
    public WorkerTeam? Team { get; }

    internal Network<T> Network { get; }

    internal bool IsDisposed { get; private set; }

    /// <summary>Refuses a second call until the result is disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SingleThreadGuard Enter() => SingleThreadGuard.Enter(
        ref _owner, "A workspace", "Let each thread create one of its own, by Network.CreateWorkspace.");

    /// <summary>Counts a pass whose step the caller did not give.</summary>
    /// <returns>The number of such passes before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long CountPass() => _passCount++;

    internal Plan<T> Plan { get; }

    /// <summary>Gets or sets the batch of the last pass if it can be followed by <see cref="Network{T}.Backpropagate"/>; otherwise 0.</summary>
    internal int PendingBatch { get; set; }

    /// <summary>
    /// Ends the workspace's threads, if it has any, and waits for them; computing in it is then refused. A second time it does
    /// nothing.
    /// </summary>
    public void Dispose()
    {
        IsDisposed = true;
        Team?.Dispose();
    }

    /// <summary>Returns room for the gradients that a loss computes with its cost; a workspace for inference takes it once.</summary>
    internal Span<T> GetLossGradients(int count) => IsForTraining
        ? Plan.GetOutputGradients(count)
        : (_lossGradients ??= new AlignedArray<T>(MaxBatchSize * Network.OutputCount)).Slice(0, count);

    /// <summary>Returns whole numbers as numbers of the network's precision, in memory that is taken once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<T> ConvertTargets(ReadOnlySpan<int> targets)
    {
        if (targets.Length > MaxBatchSize)
            throw new ArgumentException($"targets must be those of at most {MaxBatchSize} samples; it has length {targets.Length}.", nameof(targets));
        _targets ??= new T[MaxBatchSize];
        for (int i = 0; i < targets.Length; i++) _targets[i] = T.CreateChecked(targets[i]);
        return _targets.AsSpan(0, targets.Length);
    }
}
