using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim;

/// <summary>
/// The memory that a network computes in: activations, and gradients if it is for training, of up to
/// <see cref="MaxBatchSize"/> samples. One workspace serves one thread at a time; each thread has its own, on one network.
/// </summary>
/// <remarks>
/// Two threads that compute in one workspace at once overwrite each other's activations. A Debug build of the library refuses
/// the second by an <see cref="InvalidOperationException"/> that names both threads; a Release build does not look, and the
/// outputs are those of neither. A workspace may pass from one thread to the next; what was predicted in it is valid until then.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _widths; // a layer: OutputCount
    private readonly AlignedArray<T>[] _activations; // a layer: [MaxBatchSize, OutputCount]
    private readonly AlignedArray<T> _gradients; // [MaxBatchSize, widest]
    private readonly AlignedArray<T> _nextGradients; // [MaxBatchSize, widest]
    private readonly AlignedArray<T>[] _caches; // a layer: what it keeps from forward to backward
    private readonly AlignedArray<T> _scratch;

#if DEBUG
    private int _occupant; // the thread that computes in here
#endif

    internal Workspace(Network<T> network, int maxBatchSize, bool forTraining)
    {
        Network = network;
        MaxBatchSize = maxBatchSize;
        IsForTraining = forTraining;
        _widths = [.. network.Layers.Select(layer => layer.OutputCount)];
        _activations = [.. _widths.Select(width => new AlignedArray<T>(maxBatchSize * width))];
        SamplePass = new SamplePass<T>(network, _activations);
        int widest = forTraining ? network.WidestCount : 0;
        _gradients = new AlignedArray<T>(maxBatchSize * widest);
        _nextGradients = new AlignedArray<T>(maxBatchSize * widest);
        _caches = [.. network.Layers.Select(layer => new AlignedArray<T>(forTraining ? (int)layer.GetCacheCount(maxBatchSize) : 0))];
        _scratch = new AlignedArray<T>(forTraining ? network.Layers.Max(layer => layer.ScratchCount) : 0);
    }

    /// <summary>Gets the largest batch that fits.</summary>
    public int MaxBatchSize { get; }

    /// <summary>Gets whether there is room for gradients.</summary>
    public bool IsForTraining { get; }

    internal Network<T> Network { get; }

#if DEBUG
    /// <summary>Refuses a second thread until the result is disposed of.</summary>
    internal Occupation Enter() =>
        new(ref _occupant, "A workspace", "Let each thread create one of its own, by Network.CreateWorkspace.");
#endif

    /// <summary>The only memory in here that a caller can hold: what a prediction returned is a part of it.</summary>
    internal ReadOnlySpan<T> Outputs => _activations[^1].Span;

    internal SamplePass<T> SamplePass { get; }

    internal Span<T> Scratch => _scratch.Span;

    internal Span<T> GetActivations(int layer, int batch) => _activations[layer].Slice(0, batch * _widths[layer]);

    internal Span<T> GetCache(int layer) => _caches[layer].Span;

    /// <summary>
    /// One of two buffers, of the gradients by the outputs of the layer at hand and by its inputs, which change sides with each
    /// layer.
    /// </summary>
    internal Span<T> GetGradients(int side, int count) => (side == 0 ? _gradients : _nextGradients).Slice(0, count);
}
