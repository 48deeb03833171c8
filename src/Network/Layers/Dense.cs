using System.Numerics;
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

    internal Dense(int inputCount, int outputCount, IInitializer? weights = null, IInitializer? biases = null)
        : base(inputCount, outputCount) =>
        _tensors =
        [
            new ParameterTensor("weight", 0, inputCount, outputCount, TensorKind.Weight) { Initializer = weights },
            new ParameterTensor("bias", inputCount * outputCount, 1, outputCount, TensorKind.Bias) { Initializer = biases },
        ];

    internal override string Kind => "dense";

    internal override IReadOnlyList<ParameterTensor> Tensors => _tensors;

    internal override int ScratchCount => IsNarrow ? WeightCount : 0;

    private bool IsNarrow => OutputCount < NarrowCount && InputCount > OutputCount;

    private int WeightCount => InputCount * OutputCount;

    internal override void Forward(in ForwardPass<T> pass)
    {
        MatrixEpilogue<T> epilogue = new() { Bias = pass.Parameters[WeightCount..], Rectifies = pass.Rectifies };
        MatrixMultiply.Multiply(
            pass.Inputs, pass.Parameters[..WeightCount], in epilogue, pass.Outputs, pass.Inputs.Length / InputCount, InputCount, OutputCount);
    }

    internal override void Backward(in BackwardPass<T> pass)
    {
        int batch = pass.Inputs.Length / InputCount;
        Span<T> weightGradients = pass.ParameterGradients[..WeightCount];
        if (IsNarrow)
        {
            // Columns that would leave most of a register empty: the transposed product is the same sums, along the wider side.
            MatrixMultiply.MultiplyTransposed(pass.OutputGradients, pass.Inputs, pass.Scratch, OutputCount, batch, InputCount);
            MatrixTranspose.Run(pass.Scratch[..WeightCount], weightGradients, OutputCount, InputCount);
        }
        else
        {
            MatrixMultiply.MultiplyTransposed(pass.Inputs, pass.OutputGradients, weightGradients, InputCount, batch, OutputCount);
        }

        MatrixMultiply.SumColumns(pass.OutputGradients, pass.ParameterGradients[WeightCount..], batch, OutputCount);
        if (pass.InputGradients.IsEmpty) return;

        MatrixMultiply.MultiplyByTransposed(
            pass.OutputGradients,
            pass.Parameters[..WeightCount],
            pass.IsGated ? pass.Inputs : [],
            pass.InputGradients,
            batch,
            OutputCount,
            InputCount);
    }
}
