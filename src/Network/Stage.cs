using SimdOptim.Layers;
using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim;

/// <summary>
/// One step of a <see cref="Plan{T}"/>: a layer, or two that are fused, and the addresses that it reads and writes. All memory is
/// pinned; null stands for what the caller of a pass supplies, or for nothing.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct Stage<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Layer<T> Layer;
    public T* Parameters;
    public T* Buffers;
    public T* Cache;
    public T* Scratch;
    public T* Inputs; // [batch, inputs]
    public T* Outputs; // [batch, outputs]
    public T* Sums; // the inputs of the activation that the layer is fused with
    public T* OutputGradients;
    public T* InputGradients;
    public int ParameterStart; // among the parameters of the network
    public int ParameterCount;
    public int BufferCount;
    public int CacheCount;
    public int ScratchCount;
    public int InputCount;
    public int InputStride;
    public int OutputCount;
    public int OutputStride;
    public int SumStride;
    public bool IsFused; // backward, with the activation before the layer
    public bool IsFirst; // whether its input gradients are those by the inputs of the network
    public MatrixOperands<T> Product; // of a single sample

    /// <summary>Runs the layer forward.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Forward(T* inputs, int batch, bool isTraining, BatchPosition position, WorkerTeam? team) =>
        Layer.Forward(new ForwardPass<T>
        {
            Parameters = new ReadOnlySpan<T>(Parameters, ParameterCount),
            Inputs = RowsAt(inputs, batch, InputCount, InputStride),
            Outputs = RowsAt(Outputs, batch, OutputCount, OutputStride),
            Buffers = new Span<T>(Buffers, BufferCount),
            Cache = isTraining ? new Span<T>(Cache, CacheCount) : [],
            IsTraining = isTraining,
            Position = position,
            Sums = RowsAt(Sums, batch, OutputCount, OutputStride),
            Team = team,
        });

    /// <summary>Runs the layer backward.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Backward(T* networkInputs, int batch, Span<T> parameterGradients, T* networkInputGradients, WorkerTeam? team)
    {
        T* inputs = Inputs == null ? networkInputs : Inputs, sums = !IsFused || Sums != null ? Sums : networkInputs;
        Layer.Backward(new BackwardPass<T>
        {
            Parameters = new ReadOnlySpan<T>(Parameters, ParameterCount),
            Inputs = RowsAt(inputs, batch, InputCount, InputStride),
            Outputs = RowsAt(Outputs, batch, OutputCount, OutputStride),
            OutputGradients = RowsAt(OutputGradients, batch, OutputCount, OutputStride),
            InputGradients = RowsAt(IsFirst ? networkInputGradients : InputGradients, batch, InputCount, SumStride),
            ParameterGradients = parameterGradients.Slice(ParameterStart, ParameterCount),
            Cache = new Span<T>(Cache, CacheCount),
            Scratch = new Span<T>(Scratch, ScratchCount),
            Sums = RowsAt(sums, batch, InputCount, SumStride),
            Team = team,
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Rows<T> RowsAt(T* first, int batch, int columns, int stride) =>
        first == null ? default : Rows<T>.Trust(new Span<T>(first, batch * stride), batch, columns, stride);
}
