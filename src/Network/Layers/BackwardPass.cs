using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>What <see cref="Layer{T}.Backward"/> is handed to compute the gradients of a batch.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct BackwardPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets the layer's parameters.</summary>
    public ReadOnlySpan<T> Parameters { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the inputs of the forward pass, <c>[batch, InputCount]</c>.</summary>
    public required ReadOnlyRows<T> Inputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the outputs of the forward pass, <c>[batch, OutputCount]</c>.</summary>
    public required ReadOnlyRows<T> Outputs { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the derivative of the cost by the outputs, <c>[batch, OutputCount]</c>, its rows as those of the outputs.</summary>
    public required ReadOnlyRows<T> OutputGradients { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>
    /// Gets the derivative by the inputs, <c>[batch, InputCount]</c>, its rows as those of the inputs; to be overwritten, or empty
    /// if nobody asks for it.
    /// </summary>
    public Rows<T> InputGradients { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the derivative by the layer's parameters; to be overwritten.</summary>
    public Span<T> ParameterGradients { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets what the layer kept in the forward pass.</summary>
    public Span<T> Cache { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets <see cref="Layer{T}.ScratchCount"/> elements to work in.</summary>
    public Span<T> Scratch { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the inputs of the activation that a layer is fused with, of which <see cref="Inputs"/> are the outputs.</summary>
    internal ReadOnlyRows<T> Sums { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }

    /// <summary>Gets the threads to share the work with, where there is enough of it; or null.</summary>
    public WorkerTeam? Team { [MethodImpl(MethodImplOptions.AggressiveInlining)] get; init; }
}
