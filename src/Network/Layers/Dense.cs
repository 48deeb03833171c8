using System.Numerics;
using SimdOptim.Initializers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Layers;

/// <summary>A fully connected layer: <c>Y = X·W + b</c> with X <c>[batch, inputs]</c>, W <c>[inputs, outputs]</c>, b <c>[outputs]</c>.</summary>
/// <remarks>Backward, with G the derivative by Y: <c>dW = Xᵀ·G</c>, <c>db = Σ over the batch of G</c>, <c>dX = G·Wᵀ</c>.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Dense<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
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

    internal override int ScratchCount => WeightCount;

    private int WeightCount => InputCount * OutputCount;

    internal override void Forward(in ForwardPass<T> pass)
    {
        ReadOnlySpan<T> weight = pass.Parameters[..WeightCount], bias = pass.Parameters[WeightCount..];
        MatrixMultiply.Multiply(pass.Inputs, weight, bias, pass.Outputs, pass.Inputs.Length / InputCount, InputCount, OutputCount);
    }

    internal override void Backward(in BackwardPass<T> pass)
    {
        int batch = pass.Inputs.Length / InputCount;
        MatrixMultiply.MultiplyTransposed(
            pass.Inputs, pass.OutputGradients, pass.ParameterGradients[..WeightCount], InputCount, batch, OutputCount);
        MatrixMultiply.SumColumns(pass.OutputGradients, pass.ParameterGradients[WeightCount..], batch, OutputCount);
        if (pass.InputGradients.IsEmpty) return;

        Span<T> transposed = pass.Scratch[..WeightCount]; // [outputs, inputs]
        MatrixTranspose.Run(pass.Parameters[..WeightCount], transposed, InputCount, OutputCount);
        MatrixMultiply.Multiply(pass.OutputGradients, transposed, [], pass.InputGradients, batch, OutputCount, InputCount);
    }
}
