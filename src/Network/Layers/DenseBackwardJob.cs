using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>
/// The gradients of a dense layer, shared out among a team: those by the weights by rows, so that each remains one sum over the
/// whole batch. Parts are begun from the last to the first, so the smallest stand first.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct DenseBackwardJob<T> : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dense<T> _layer;
    private T* _inputs; // [batch, inputs]
    private T* _outputGradients; // [batch, outputs]
    private T* _parameters; // the layer's
    private T* _parameterGradients; // the layer's
    private T* _inputGradients; // [batch, inputs]; null if nobody wants them
    private T* _scratch;
    private int _batch;
    private bool _isGated;
    private EvenParts _weightRows;
    private ProductParts _byInputs;

    /// <summary>Has the team do it if that gains anything; else says that it did not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRun(Dense<T> layer, in BackwardPass<T> pass)
    {
        long work = (pass.InputGradients.IsEmpty ? 1L : 2L) * pass.Inputs.Span.Length * layer.OutputCount; // batch · inputs · outputs
        if (pass.Team is not { } team || !team.IsWorth(work)) return false;
        int batch = pass.Inputs.Span.Length / layer.InputCount;

        fixed (T* inputs = pass.Inputs.Span, outputGradients = pass.OutputGradients.Span, parameters = pass.Parameters)
        fixed (T* parameterGradients = pass.ParameterGradients, inputGradients = pass.InputGradients.Span, scratch = pass.Scratch)
        {
            DenseBackwardJob<T> job = new()
            {
                _layer = layer,
                _inputs = inputs,
                _outputGradients = outputGradients,
                _parameters = parameters,
                _parameterGradients = parameterGradients,
                _inputGradients = inputGradients,
                _scratch = scratch,
                _batch = batch,
                _isGated = false,
                _weightRows = new EvenParts(layer.InputCount, MatrixMultiply.RowGrain, layer.IsNarrow ? 1 : 2 * team.Threads),
                _byInputs = new ProductParts(inputGradients == null ? 0 : batch, layer.InputCount, team.Threads),
            };
            team.Run(job, 1 + job._byInputs.Count + job._weightRows.Count, work);
        }

        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int part)
    {
        if (part == 0) RunBiases();
        else if (part <= _byInputs.Count) RunInputs(part - 1);
        else RunWeights(_weightRows[part - 1 - _byInputs.Count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunBiases() =>
        _layer.BackwardBiases(GetOutputGradients(0, _batch), new Span<T>(_parameterGradients + _layer.WeightCount, _layer.OutputCount));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunInputs(int part)
    {
        ((int start, int end), (int first, int behind)) = _byInputs[part];
        int count = end - start;
        _layer.BackwardInputs(
            GetOutputGradients(start, count),
            new ReadOnlySpan<T>(_parameters, _layer.WeightCount),
            _isGated ? GetInputs(start, count) : [],
            new Span<T>(_inputGradients + ((nint)start * _layer.InputCount), count * _layer.InputCount),
            first,
            behind - first);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunWeights((int Start, int End) rows) =>
        _layer.BackwardWeights(
            GetInputs(0, _batch),
            GetOutputGradients(0, _batch),
            new Span<T>(_parameterGradients, _layer.WeightCount),
            rows.Start,
            rows.End - rows.Start,
            new Span<T>(_scratch, _layer.ScratchCount));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly ReadOnlySpan<T> GetInputs(int start, int count) =>
        new(_inputs + ((nint)start * _layer.InputCount), count * _layer.InputCount);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly ReadOnlySpan<T> GetOutputGradients(int start, int count) =>
        new(_outputGradients + ((nint)start * _layer.OutputCount), count * _layer.OutputCount);
}
