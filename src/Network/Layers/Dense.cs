using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Initializers;
using SimdOptim.Simd;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass)
    {
        int batch = pass.Inputs.Length / InputCount;
        MatrixMultiply.Multiply(pass.Inputs, pass.Parameters[..WeightCount], pass.Outputs, batch, InputCount, OutputCount);
        ReadOnlySpan<T> bias = pass.Parameters[WeightCount..];
        for (int sample = 0; sample < batch; sample++)
        {
            AddTo(pass.Outputs.Slice(sample * OutputCount, OutputCount), bias);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass)
    {
        int batch = pass.Inputs.Length / InputCount;
        MatrixMultiply.MultiplyTransposed(
            pass.Inputs, pass.OutputGradients, pass.ParameterGradients[..WeightCount], InputCount, batch, OutputCount);
        Span<T> biasGradients = pass.ParameterGradients[WeightCount..];
        biasGradients.Clear();
        for (int sample = 0; sample < batch; sample++)
        {
            AddTo(biasGradients, pass.OutputGradients.Slice(sample * OutputCount, OutputCount));
        }

        if (pass.InputGradients.IsEmpty) return;
        Span<T> transposed = pass.Scratch[..WeightCount]; // [outputs, inputs]
        MatrixTranspose.Run(pass.Parameters[..WeightCount], transposed, InputCount, OutputCount);
        MatrixMultiply.Multiply(pass.OutputGradients, transposed, pass.InputGradients, batch, OutputCount, InputCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(Span<T> sum, ReadOnlySpan<T> summand) =>
        ElementwiseLoop.Run<T, AddKernel>(new AddKernel(sum, summand), sum.Length);

    /// <summary><c>sumᵢ += summandᵢ</c></summary>
    private readonly ref struct AddKernel(Span<T> sum, ReadOnlySpan<T> summand) : IElementwiseKernel<T>
    {
        private readonly ref T _sum = ref MemoryMarshal.GetReference(sum);
        private readonly ref T _summand = ref MemoryMarshal.GetReference(summand);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T> =>
            (TVector.Load(in _sum, index) + TVector.Load(in _summand, index)).Store(ref _sum, index);
    }
}
