using System.Numerics;
using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>The outputs of a dense layer, shared out among a team by samples.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct DenseForwardJob<T> : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dense<T> _layer;
    private T* _inputs; // [batch, inputs]
    private T* _parameters; // the layer's
    private T* _outputs; // [batch, outputs]
    private bool _rectifies;
    private EvenParts _samples;

    /// <summary>Has the team do it if that gains anything; else says that it did not.</summary>
    public static bool TryRun(Dense<T> layer, in ForwardPass<T> pass)
    {
        int batch = pass.Inputs.Length / layer.InputCount;
        if (pass.Team is not { } team || !team.IsWorth((long)batch * layer.WeightCount)) return false;
        EvenParts samples = new(batch, MatrixMultiply.RowGrain, team.Threads);
        if (samples.Count < 2) return false;

        fixed (T* inputs = pass.Inputs, parameters = pass.Parameters, outputs = pass.Outputs)
        {
            DenseForwardJob<T> job = new()
            {
                _layer = layer,
                _inputs = inputs,
                _parameters = parameters,
                _outputs = outputs,
                _rectifies = pass.Rectifies,
                _samples = samples,
            };
            team.Run(job, samples.Count);
        }

        return true;
    }

    /// <inheritdoc/>
    public readonly void Run(int part)
    {
        (int start, int end) = _samples[part];
        _layer.Forward(
            new ReadOnlySpan<T>(_inputs + ((nint)start * _layer.InputCount), (end - start) * _layer.InputCount),
            new ReadOnlySpan<T>(_parameters, _layer.WeightCount + _layer.OutputCount),
            _rectifies,
            new Span<T>(_outputs + ((nint)start * _layer.OutputCount), (end - start) * _layer.OutputCount));
    }
}
