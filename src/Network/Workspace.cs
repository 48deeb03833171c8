using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;
using SimdOptim.Threading;

namespace SimdOptim;

/// <summary>
/// The memory that a network computes in: activations, and gradients if it is for training, of up to
/// <see cref="MaxBatchSize"/> samples. One workspace serves one thread at a time; each thread has its own, on one network. It may
/// have threads of its own, which share the work of a batch until it is disposed of.
/// </summary>
/// <remarks>
/// Two threads that compute in one workspace at once overwrite each other's activations. A Debug build of the library refuses
/// the second by an <see cref="InvalidOperationException"/> that names both threads; a Release build does not look, and the
/// outputs are those of neither. A workspace may pass from one thread to the next; what was predicted in it is valid until then.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Workspace<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _widths; // a layer: OutputCount
    private readonly AlignedArray<T>[] _activations; // a layer: [MaxBatchSize, OutputCount]
    private readonly AlignedArray<T> _gradients; // [MaxBatchSize, widest]
    private readonly AlignedArray<T> _nextGradients; // [MaxBatchSize, widest]
    private readonly AlignedArray<T>[] _caches; // a layer: what it keeps from forward to backward
    private readonly AlignedArray<T> _scratch;
    private AlignedArray<T>? _lossGradients; // of a workspace for inference, once a loss is evaluated in it
    private T[]? _targets; // [batch], once classes are given as whole numbers

#if DEBUG
    private int _owner; // the thread that computes in here
#endif

    internal Workspace(Network<T> network, int maxBatchSize, bool forTraining, WorkerTeam? team)
    {
        Network = network;
        MaxBatchSize = maxBatchSize;
        IsForTraining = forTraining;
        Team = team;
        _widths = [.. network.Layers.Select(layer => layer.OutputCount)];
        _activations = [.. _widths.Select(width => new AlignedArray<T>(maxBatchSize * width))];
        SamplePass = new SamplePass<T>(network, _activations);
        int widest = forTraining ? network.WidestCount : 0;
        _gradients = new AlignedArray<T>(maxBatchSize * widest);
        _nextGradients = new AlignedArray<T>(maxBatchSize * widest);
        _caches =
            [.. network.Layers.Select(layer => new AlignedArray<T>(forTraining ? (int)layer.GetCacheCount(maxBatchSize) : 0))];
        _scratch = new AlignedArray<T>(forTraining ? network.Layers.Max(layer => layer.ScratchCount) : 0);
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

#if DEBUG
    /// <summary>Refuses a second thread until the result is disposed of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal SingleThreadGuard Enter() =>
        new(ref _owner, "A workspace", "Let each thread create one of its own, by Network.CreateWorkspace.");
#endif

    /// <summary>The only memory in here that a caller can hold: what a prediction returned is a part of it.</summary>
    internal ReadOnlySpan<T> Outputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _activations[^1].Span;
    }

    internal SamplePass<T> SamplePass { get; }

    internal Span<T> Scratch => _scratch.Span;

    /// <summary>
    /// Ends the workspace's threads, if it has any, and waits for them; computing in it is then refused. A second time it does
    /// nothing.
    /// </summary>
    public void Dispose()
    {
        IsDisposed = true;
        Team?.Dispose();
    }

    internal Rows<T> GetActivations(int layer, int batch) =>
        Rows<T>.Trust(_activations[layer].Span, batch, _widths[layer], _widths[layer]);

    /// <summary>Returns room for the gradients that a loss computes with its cost; a workspace for inference takes it once.</summary>
    internal Span<T> GetLossGradients(int count) => IsForTraining
        ? GetGradients(side: 0, count)
        : (_lossGradients ??= new AlignedArray<T>(MaxBatchSize * Network.OutputCount)).Slice(0, count);

    /// <summary>Returns whole numbers as numbers of the network's precision, in memory that is taken once.</summary>
    internal ReadOnlySpan<T> ConvertTargets(ReadOnlySpan<int> targets)
    {
        if (targets.Length > MaxBatchSize)
            throw new ArgumentException($"targets must be those of at most {MaxBatchSize} samples; it has length {targets.Length}.", nameof(targets));
        _targets ??= new T[MaxBatchSize];
        for (int i = 0; i < targets.Length; i++) _targets[i] = T.CreateChecked(targets[i]);
        return _targets.AsSpan(0, targets.Length);
    }

    internal Span<T> GetCache(int layer) => _caches[layer].Span;

    /// <summary>
    /// One of two buffers, of the gradients by the outputs of the layer at hand and by its inputs, which change sides with each
    /// layer.
    /// </summary>
    internal Span<T> GetGradients(int side, int count) => (side == 0 ? _gradients : _nextGradients).Slice(0, count);
}
