using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The backward pass of a function of each value alone: <c>dx = dy·f′</c>.</summary>
internal static class ActivationGradient
{
    /// <summary>
    /// Writes the input gradients, with the slope f′ taken as a function of the outputs if it is one, else of the inputs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TSlope>(TSlope slope, ReadOnlySpan<T> values, in BackwardPass<T> pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSlope : struct, IElementwiseFunction<T> =>
        ElementwiseLoop.Run<T, Kernel<T, TSlope>>(
            new Kernel<T, TSlope>(slope, values, pass.OutputGradients, pass.InputGradients), pass.InputGradients.Length);

    private readonly ref struct Kernel<T, TSlope>(
        TSlope slope, ReadOnlySpan<T> values, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) : IElementwiseKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSlope : struct, IElementwiseFunction<T>
    {
        private readonly ref T _values = ref MemoryMarshal.GetReference(values);
        private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(outputGradients);
        private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(inputGradients);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector derivative = slope.Apply(TVector.Load(in _values, index));
            (TVector.Load(in _outputGradients, index) * derivative).Store(ref _inputGradients, index);
        }
    }
}
