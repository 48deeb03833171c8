using System.Numerics;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>What a layer is handed to compute the gradients of a batch by the chain rule.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct BackwardPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer's parameters.</summary>
    public ReadOnlySpan<T> Parameters { get; init; }

    /// <summary><c>[batch, InputCount]</c>, as in the forward pass.</summary>
    public required ReadOnlySpan<T> Inputs { get; init; }

    /// <summary><c>[batch, OutputCount]</c>, as the forward pass left them.</summary>
    public required ReadOnlySpan<T> Outputs { get; init; }

    /// <summary><c>[batch, OutputCount]</c>, the derivative of the cost by the outputs.</summary>
    public required ReadOnlySpan<T> OutputGradients { get; init; }

    /// <summary><c>[batch, InputCount]</c>; overwritten. Empty if nobody wants them.</summary>
    public Span<T> InputGradients { get; init; }

    /// <summary>The derivative by the layer's parameters; overwritten.</summary>
    public Span<T> ParameterGradients { get; init; }

    /// <summary>What the layer kept in the forward pass.</summary>
    public Span<T> Cache { get; init; }

    /// <summary><see cref="Layer{T}.ScratchCount"/> values to work in.</summary>
    public Span<T> Scratch { get; init; }

    /// <summary>
    /// Whether a dense layer's inputs come from a <see cref="ReLU{T}"/> whose derivative the input gradients are to pass
    /// through, in its place.
    /// </summary>
    public bool IsGated { get; init; }

    /// <summary>Who shares the work where there is enough of it; or null.</summary>
    public WorkerTeam? Team { get; init; }
}
