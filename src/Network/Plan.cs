using System.Runtime.InteropServices;
using SimdOptim.Layers;
using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim;

/// <summary>
/// The memory that a network computes in and the passes through it, planned once: which layers are fused, and from where to where
/// each reads and writes.
/// </summary>
/// <remarks>
/// Rows of activations and of their gradients begin at whole registers, so that kernels need no masks. Only what the caller and
/// losses see has no padding: the outputs of the last layer, and those of the layer before a last one that a loss may replace.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed unsafe class Plan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> _network;
    private readonly IReadOnlyList<Layer<T>> _layers;
    private readonly int[] _strides; // of the outputs of each layer
    private readonly AlignedArray<T>[] _activations; // of each layer, [batch, outputs]
    private readonly AlignedArray<T>[] _caches; // of each layer
    private readonly AlignedArray<T>[] _gradients; // two, which take turns: by the outputs of a layer, and by its inputs
    private readonly AlignedArray<T> _scratch;
    private readonly Stage<T>[][] _forward; // through all layers, and through all but the last
    private readonly Stage<T>[][] _backward;

    public Plan(Network<T> network, int maxBatchSize, bool isForTraining)
    {
        _network = network;
        _layers = network.Layers;
        _strides = GetStrides(_layers);
        _activations = [.. _strides.Select(stride => new AlignedArray<T>(maxBatchSize * stride))];
        _caches = [.. _layers.Select(layer => new AlignedArray<T>(isForTraining ? (int)layer.GetCacheCount(maxBatchSize) : 0))];
        int widest = isForTraining ? Math.Max(network.InputCount, _strides.Max()) : 0;
        _gradients = [new AlignedArray<T>(maxBatchSize * widest), new AlignedArray<T>(maxBatchSize * widest)];
        _scratch = new AlignedArray<T>(isForTraining ? _layers.Max(layer => layer.ScratchCount) : 0);
        _forward = [PlanForward(_layers.Count), PlanForward(_layers.Count - 1)];
        _backward = [PlanBackward(_layers.Count), PlanBackward(_layers.Count - 1)];
    }

    /// <summary>Gets the only memory in here that a caller can hold: what a pass returned is a part of it.</summary>
    public ReadOnlySpan<T> Outputs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _activations[^1].Span;
    }

    /// <summary>Gets all memory in here, for tests to fill.</summary>
    public IEnumerable<AlignedArray<T>> Memory => [.. _activations, .. _caches, .. _gradients, _scratch];

    /// <summary>Returns the strides of the outputs of each layer.</summary>
    public static int[] GetStrides(IReadOnlyList<Layer<T>> layers)
    {
        int dense = layers.Count - (MayBeSkipped(layers[^1]) ? 2 : 1); // the first that has no padding
        while (dense > 0 && layers[dense].TryFuse(layers[dense - 1]) is not null) dense--; // fused layers have one stride
        return [.. layers.Select((layer, i) => i < dense ? MatrixOperands<T>.GetStride(layer.OutputCount) : layer.OutputCount)];
    }

    /// <summary>Returns whether a loss may do the work of a last layer: it has nothing to learn, and as many outputs as inputs.</summary>
    public static bool MayBeSkipped(Layer<T> last) => last.InputCount == last.OutputCount && last.Tensors.Count == 0;

    /// <summary>Returns the outputs of a layer, as the last pass left them; those of fused layers are in the second of them.</summary>
    public Rows<T> GetActivations(int layer, int batch) =>
        Rows<T>.Trust(_activations[layer].Span, batch, _layers[layer].OutputCount, _strides[layer]);

    /// <summary>Gets the memory for the gradients by the outputs, with which a backward pass begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> GetOutputGradients(int count) => _gradients[0].Slice(0, count);

    /// <summary>Runs all layers, or all but the last, and returns the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<T> Forward(
        ReadOnlySpan<T> inputs, int batch, bool skipsLast, bool isTraining, BatchPosition position, WorkerTeam? team)
    {
        int depth = skipsLast ? _layers.Count - 1 : _layers.Count;
        if (depth == 0) return inputs;
        fixed (T* first = inputs)
        {
            T* current = first;
            foreach (ref Stage<T> stage in _forward[skipsLast ? 1 : 0].AsSpan())
            {
                stage.Forward(current, batch, isTraining, position, team);
                current = stage.Outputs;
            }
        }

        return _activations[depth - 1].Slice(0, batch * _network.OutputCount);
    }

    /// <summary>Runs all layers for a single sample in evaluation, and returns the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<T> ForwardSample(ReadOnlySpan<T> inputs)
    {
        fixed (T* first = inputs)
        {
            T* current = first;
            foreach (ref Stage<T> stage in _forward[0].AsSpan())
            {
                stage.Layer.ForwardSample(ref stage, current);
                current = stage.Outputs;
            }

            return new ReadOnlySpan<T>(current, _network.OutputCount);
        }
    }

    /// <summary>Runs all layers backward, or all but the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(
        ReadOnlySpan<T> inputs, int batch, bool skipsLast, Span<T> parameterGradients, Span<T> inputGradients, WorkerTeam? team)
    {
        fixed (T* first = inputs, gradients = inputGradients)
        {
            foreach (ref Stage<T> stage in _backward[skipsLast ? 1 : 0].AsSpan())
                stage.Backward(first, batch, parameterGradients, gradients, team);
        }
    }

    private Stage<T>[] PlanForward(int depth)
    {
        List<Stage<T>> stages = [];
        for (int i = 0; i < depth; i++)
        {
            Stage<T> stage = Begin(i);
            if (i + 1 < depth && _layers[i + 1].TryFuse(_layers[i]) is { } fused)
            {
                stage.Layer = fused;
                stage.Sums = _activations[i].Address;
                i++;
                stage.Outputs = _activations[i].Address;
                stage.OutputStride = _strides[i];
            }

            stage.Layer.PlanSample(ref stage);
            stages.Add(stage);
        }

        return [.. stages];
    }

    private Stage<T>[] PlanBackward(int depth)
    {
        List<Stage<T>> stages = [];
        for (int i = depth - 1, side = 0; i >= 0; i--, side ^= 1)
        {
            Stage<T> stage = Begin(i);
            stage.SumStride = stage.InputStride;
            if (i > 0 && GetInputStride(i - 1) == stage.InputStride && _layers[i - 1].TryFuse(_layers[i]) is { } fused)
            {
                stage.Layer = fused;
                stage.IsFused = true;
                i--;
                stage.Sums = GetInputs(i);
            }

            stage.IsFirst = i == 0;
            stage.OutputGradients = _gradients[side].Address;
            stage.InputGradients = _gradients[side ^ 1].Address;
            stages.Add(stage);
        }

        return [.. stages];
    }

    private Stage<T> Begin(int i)
    {
        Layer<T> layer = _layers[i];
        Range parameters = _network.GetParameterRange(i);
        Span<T> buffers = _network.BuffersOf(i);
        return new Stage<T>
        {
            Layer = layer,
            Parameters = AddressOf(_network.Parameters[parameters]),
            ParameterStart = parameters.Start.Value,
            ParameterCount = layer.ParameterCount,
            Buffers = AddressOf(buffers),
            BufferCount = buffers.Length,
            Cache = _caches[i].Address,
            CacheCount = _caches[i].Length,
            Scratch = _scratch.Address,
            ScratchCount = _scratch.Length,
            Inputs = GetInputs(i),
            InputCount = layer.InputCount,
            InputStride = GetInputStride(i),
            Outputs = _activations[i].Address,
            OutputCount = layer.OutputCount,
            OutputStride = _strides[i],
        };
    }

    private T* GetInputs(int layer) => layer == 0 ? null : _activations[layer - 1].Address;

    private int GetInputStride(int layer) => layer == 0 ? _network.InputCount : _strides[layer - 1];

    private static T* AddressOf(Span<T> pinned) => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
}
