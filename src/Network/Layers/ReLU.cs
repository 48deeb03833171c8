using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The rectified linear unit: <c>y = max(x, 0)</c>. At 0 its derivative is taken as 0; NaN stays NaN.</summary>
/// <remarks>Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class ReLU<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ReLU(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "relu";

    internal override void Forward(in ForwardPass<T> pass) =>
        ElementwiseLoop.Run(default(Rectify), pass.Inputs, pass.Outputs);

    internal override void Backward(in BackwardPass<T> pass) =>
        ElementwiseLoop.Run<T, BackwardKernel>(
            new BackwardKernel(pass.Outputs, pass.OutputGradients, pass.InputGradients), pass.InputGradients.Length);

    /// <summary><c>0 &gt; x ? 0 : x</c>, which lets NaN pass.</summary>
    private readonly struct Rectify : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector zero = TVector.Constant(0);
            return TVector.SelectGreater(zero, x, zero, x);
        }
    }

    /// <summary><c>dx = y &gt; 0 ? dy : 0</c></summary>
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
            TVector zero = TVector.Constant(0);
            TVector gradient = TVector.Load(in _outputGradients, index);
            TVector.SelectGreater(TVector.Load(in _outputs, index), zero, gradient, zero).Store(ref _inputGradients, index);
        }
    }
}
