using System.Numerics;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>What a layer is handed to compute the outputs of a batch.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct ForwardPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The layer's parameters.</summary>
    public ReadOnlySpan<T> Parameters { get; init; }

    /// <summary><c>[batch, InputCount]</c></summary>
    public required ReadOnlySpan<T> Inputs { get; init; }

    /// <summary><c>[batch, OutputCount]</c>; overwritten.</summary>
    public required Span<T> Outputs { get; init; }

    /// <summary>The layer's buffers, such as running averages: read in evaluation, updated in training.</summary>
    public Span<T> Buffers { get; init; }

    /// <summary>In training, values that the layer keeps for <see cref="BackwardPass{T}"/>; empty in evaluation.</summary>
    public Span<T> Cache { get; init; }

    /// <summary>Whether the network is being trained; else it is evaluated, which is deterministic and changes nothing.</summary>
    public bool IsTraining { get; init; }

    /// <summary>In training, the number of the step and the place in its batch, from which random masks are drawn.</summary>
    public BatchPosition Position { get; init; }

    /// <summary>Whether a dense layer is to rectify its outputs, in place of the <see cref="ReLU{T}"/> that follows it.</summary>
    public bool Rectifies { get; init; }

    /// <summary>Who shares the work where there is enough of it; or null.</summary>
    public WorkerTeam? Team { get; init; }
}
