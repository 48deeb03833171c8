using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>What <see cref="Layer{T}.Forward"/> is handed to compute the outputs of a batch.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct ForwardPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the layer's parameters.</summary>
    public ReadOnlySpan<T> Parameters { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the inputs, <c>[batch, InputCount]</c>.</summary>
    public required ReadOnlyRows<T> Inputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the outputs, <c>[batch, OutputCount]</c>; to be overwritten.</summary>
    public required Rows<T> Outputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the layer's buffers, such as running averages: read in evaluation, updated in training.</summary>
    public Span<T> Buffers { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets, in training, the memory for what <see cref="Layer{T}.Backward"/> needs; empty in evaluation.</summary>
    public Span<T> Cache { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets whether the network is being trained; if not, the pass is deterministic and changes nothing but the outputs.</summary>
    public bool IsTraining { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets, in training, the step and the place of the batch in it, which decide what random masks are drawn.</summary>
    public BatchPosition Position { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets, in training, where a fused layer leaves the inputs of its activation, its rows as those of the outputs.</summary>
    internal Rows<T> Sums { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the threads to share the work with, where there is enough of it; or null.</summary>
    public WorkerTeam? Team { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }
}
