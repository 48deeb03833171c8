using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Initializers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Layers;

/// <summary>
/// A fully connected layer: <c>Y = X·W + b</c> with X <c>[batch, inputs]</c>, W <c>[inputs, outputs]</c>, b <c>[outputs]</c>.
/// </summary>
/// <remarks>
/// Backward, with G the derivative by Y: <c>dW = Xᵀ·G</c>, <c>db = Σ over the batch of G</c>, <c>dX = G·Wᵀ</c>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dense<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewer outputs fill a register too little to multiply along them.</summary>
    private const int NarrowCount = 12;

    private readonly ParameterTensor[] _tensors;
    private readonly IInitializer?[] _initializers;

    internal Dense(int inputCount, int outputCount, IInitializer? weights = null, IInitializer? biases = null)
        : base(inputCount, outputCount)
    {
        _initializers = [weights, biases];
        _tensors =
        [
            new ParameterTensor("weight", 0, inputCount, outputCount, TensorKind.Weight),
            new ParameterTensor("bias", inputCount * outputCount, 1, outputCount, TensorKind.Bias),
        ];
    }

    /// <inheritdoc/>
    public override Description Describe() => new("dense") { { "outputs", OutputCount } };

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <inheritdoc/>
    public override IReadOnlyList<IInitializer?> Initializers => _initializers;

    /// <inheritdoc/>
    public override int ScratchCount => IsNarrow ? WeightCount : 0;

    /// <summary>Gets whether the gradients by the weights are computed as a whole, in the scratch.</summary>
    internal bool IsNarrow => OutputCount < NarrowCount && InputCount > OutputCount;

    internal int WeightCount => InputCount * OutputCount;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        if (!DenseForwardJob<T>.TryRun(this, in pass)) Forward(pass.Inputs.Span, pass.Parameters, false, pass.Outputs.Span, 0, OutputCount);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        if (DenseBackwardJob<T>.TryRun(this, in pass)) return;
        BackwardWeights(pass.Inputs.Span, pass.OutputGradients.Span, pass.ParameterGradients, 0, InputCount, pass.Scratch);
        BackwardBiases(pass.OutputGradients.Span, pass.ParameterGradients[WeightCount..]);
        if (pass.InputGradients.IsEmpty) return;
        BackwardInputs(
            pass.OutputGradients.Span, pass.Parameters, [], pass.InputGradients.Span, 0, InputCount);
    }

    /// <summary>Some columns of Y, of some samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Forward(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> parameters, bool rectifies, Span<T> outputs, int firstColumn, int columns)
    {
        MatrixEpilogue<T> epilogue = new() { Bias = parameters.Slice(WeightCount + firstColumn, columns), Rectifies = rectifies };
        MatrixMultiply.Multiply(
            inputs,
            parameters[firstColumn..WeightCount],
            in epilogue,
            outputs[firstColumn..],
            inputs.Length / InputCount,
            InputCount,
            columns,
            OutputCount);
    }

    /// <summary>Some rows of dW; all of them, where <see cref="IsNarrow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void BackwardWeights(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> gradients, int firstRow, int rows, Span<T> scratch)
    {
        int batch = inputs.Length / InputCount;
        if (IsNarrow)
        {
            // Columns that would leave most of a register empty: the transposed product is the same sums, along the wider side.
            MatrixMultiply.MultiplyTransposed(outputGradients, OutputCount, inputs, scratch, OutputCount, batch, InputCount);
            MatrixTranspose.Run(scratch[..WeightCount], gradients, OutputCount, InputCount);
            return;
        }

        Span<T> destination = gradients.Slice(firstRow * OutputCount, rows * OutputCount);
        MatrixMultiply.MultiplyTransposed(inputs[firstRow..], InputCount, outputGradients, destination, rows, batch, OutputCount);
    }

    /// <summary>db.</summary>
    internal void BackwardBiases(ReadOnlySpan<T> outputGradients, Span<T> gradients) =>
        MatrixMultiply.SumColumns(outputGradients, gradients, outputGradients.Length / OutputCount, OutputCount);

    /// <summary>Some columns of dX, of some samples.</summary>
    internal void BackwardInputs(
        ReadOnlySpan<T> outputGradients,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> gate,
        Span<T> gradients,
        int firstColumn,
        int columns) =>
        MatrixMultiply.MultiplyByTransposed(
            outputGradients,
            parameters.Slice(firstColumn * OutputCount, columns * OutputCount),
            gate.IsEmpty ? [] : gate[firstColumn..],
            gradients[firstColumn..],
            outputGradients.Length / OutputCount,
            OutputCount,
            columns,
            InputCount);
}
