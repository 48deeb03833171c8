using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>The outputs of a dense layer, shared out among a team.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct DenseForwardJob<T> : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dense<T> _layer;
    private T* _inputs; // [batch, inputs]
    private T* _parameters; // the layer's
    private T* _outputs; // [batch, outputs]
    private bool _rectifies;
    private ProductParts _parts;

    /// <summary>Has the team do it if that gains anything; else says that it did not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRun(Dense<T> layer, in ForwardPass<T> pass)
    {
        long work = (long)pass.Inputs.Span.Length * layer.OutputCount; // batch · inputs · outputs
        if (pass.Team is not { } team || !team.IsWorth(work)) return false;
        int batch = pass.Inputs.Span.Length / layer.InputCount;
        ProductParts parts = new(batch, layer.OutputCount, team.Threads);
        if (parts.Count < 2) return false;

        fixed (T* inputs = pass.Inputs.Span, parameters = pass.Parameters, outputs = pass.Outputs.Span)
        {
            DenseForwardJob<T> job = new()
            {
                _layer = layer,
                _inputs = inputs,
                _parameters = parameters,
                _outputs = outputs,
                _rectifies = false,
                _parts = parts,
            };
            team.Run(job, parts.Count, work);
        }

        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int part)
    {
        ((int start, int end), (int first, int behind)) = _parts[part];
        _layer.Forward(
            new ReadOnlySpan<T>(_inputs + ((nint)start * _layer.InputCount), (end - start) * _layer.InputCount),
            new ReadOnlySpan<T>(_parameters, _layer.WeightCount + _layer.OutputCount),
            _rectifies,
            new Span<T>(_outputs + ((nint)start * _layer.OutputCount), (end - start) * _layer.OutputCount),
            first,
            behind - first);
    }
}
