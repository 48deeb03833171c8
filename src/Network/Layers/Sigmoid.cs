using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The logistic function: <c>y = 1/(1 + e⁻ˣ)</c>, with derivative <c>y·(1 - y)</c>.</summary>
/// <remarks>As the output in front of <see cref="Losses.BinaryCrossEntropy{T}"/> it is fused with the loss and skipped in training.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Sigmoid<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Sigmoid(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "sigmoid";

    internal override void Forward(in ForwardPass<T> pass) =>
        ElementaryFunctions.Sigmoid(pass.Inputs, pass.Outputs);

    internal override void Backward(in BackwardPass<T> pass) =>
        ElementwiseLoop.Run<T, BackwardKernel>(
            new BackwardKernel(pass.Outputs, pass.OutputGradients, pass.InputGradients), pass.InputGradients.Length);

    /// <summary><c>dx = dy·y·(1 - y)</c></summary>
    private readonly ref struct BackwardKernel(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) : IElementwiseKernel<T>
    {
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(outputGradients);
        private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(inputGradients);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector y = TVector.Load(in _outputs, index);
            TVector slope = y * (TVector.Constant(1) - y);
            (TVector.Load(in _outputGradients, index) * slope).Store(ref _inputGradients, index);
        }
    }
}
