using SimdOptim.Simd.Matrices;
using SimdOptim.Threading;

namespace SimdOptim.Layers;

/// <summary>
/// The gradients of a dense layer, shared among a team where that saves time: those by the weights by rows, so that each remains
/// one sum over the whole batch. A team starts with the last part, so the smallest parts come first.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe struct DenseBackwardJob<T> : ITeamJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Dense<T> _layer;
    private T* _inputs; // [batch, inputs]
    private T* _outputGradients; // [batch, outputs]
    private T* _parameters;
    private T* _parameterGradients;
    private T* _inputGradients; // [batch, inputs]; null if nobody asks for them
    private T* _scratch;
    private int _inputStride;
    private int _outputStride;
    private int _inputGradientStride;
    private int _batch;
    private delegate*<void*, T*, nint, int, int, void> _epilogue;
    private void* _state;
    private EvenParts _weightRows;
    private ProductParts _byInputs;

    /// <summary>Computes the gradients, and runs an epilogue over those by the inputs.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(
        Dense<T> layer, in BackwardPass<T> pass, delegate*<void*, T*, nint, int, int, void> epilogue, void* state)
    {
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
                _inputStride = pass.Inputs.Stride,
                _outputStride = pass.OutputGradients.Stride,
                _inputGradientStride = pass.InputGradients.Stride,
                _batch = pass.Inputs.Count,
                _epilogue = epilogue,
                _state = state,
            };
            long work = (inputGradients == null ? 1L : 2L) * job._batch * layer.WeightCount;
            if (pass.Team is { } team && team.IsWorth(work))
            {
                job._weightRows = new EvenParts(layer.InputCount, MatrixMultiply.RowGrain, layer.IsNarrow ? 1 : 2 * team.Threads);
                job._byInputs = new ProductParts(inputGradients == null ? 0 : job._batch, layer.InputCount, team.Threads);
                team.Run(job, 1 + job._byInputs.Count + job._weightRows.Count, work);
                return;
            }

            job.RunWeights(0, layer.InputCount);
            job.RunBiases();
            if (inputGradients != null) job.RunInputs(0, job._batch, 0, layer.InputCount);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int part)
    {
        if (part == 0)
        {
            RunBiases();
        }
        else if (part <= _byInputs.Count)
        {
            ((int start, int end), (int first, int behind)) = _byInputs[part - 1];
            RunInputs(start, end, first, behind);
        }
        else
        {
            (int start, int end) = _weightRows[part - 1 - _byInputs.Count];
            RunWeights(start, end);
        }
    }

    /// <summary>db, as the product of a row of ones.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunBiases()
    {
        T one = T.One;
        int outputs = _layer.OutputCount;
        T* gradients = _parameterGradients + _layer.WeightCount;
        MatrixOperands<T>.Create(
            &one, 0, _outputGradients, _outputStride, gradients, outputs, 1, _batch, outputs, out MatrixOperands<T> product);
        product.LeftInnerStride = 0;
        MatrixMultiply.Run(ref product);
    }

    /// <summary>Some rows of dW; all of them if the layer is narrow.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunWeights(int start, int end)
    {
        int inputs = _layer.InputCount, outputs = _layer.OutputCount;
        MatrixOperands<T> product;
        if (_layer.IsNarrow)
        {
            // Columns that would leave most of a register empty: the transposed product is the same sums, along the wider side.
            MatrixOperands<T>.Create(_outputGradients, 1, _inputs, _inputStride, _scratch, inputs, outputs, _batch, inputs, out product);
            product.LeftInnerStride = _outputStride;
            MatrixMultiply.Run(ref product);
            MatrixTranspose.Run(_scratch, inputs, _parameterGradients, outputs, outputs, inputs);
            return;
        }

        T* gradients = _parameterGradients + ((nint)start * outputs);
        MatrixOperands<T>.Create(
            _inputs + start, 1, _outputGradients, _outputStride, gradients, outputs, end - start, _batch, outputs, out product);
        product.LeftInnerStride = _inputStride;
        MatrixMultiply.Run(ref product);
    }

    /// <summary>Some columns of dX, of some samples.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void RunInputs(int start, int end, int first, int behind)
    {
        int outputs = _layer.OutputCount;
        MatrixOperands<T>.Create(
            _outputGradients + ((nint)start * _outputStride),
            _outputStride,
            _parameters + ((nint)first * outputs),
            outputs,
            _inputGradients + ((nint)start * _inputGradientStride) + first,
            _inputGradientStride,
            end - start,
            outputs,
            behind - first,
            out MatrixOperands<T> product);
        product.DestinationRoom -= first;
        product.Epilogue = _epilogue;
        product.State = _state;
        MatrixMultiply.RunByTransposed(ref product);
    }
}
