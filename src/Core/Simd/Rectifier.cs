using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>The rectifier and its derivative over spans; nothing is checked.</summary>
internal static class Rectifier
{
    /// <summary>
    /// Overwrites <paramref name="outputs"/>, which may be <paramref name="inputs"/>, with <see cref="Elementary.Rectify"/> of
    /// each.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(Function<T>), inputs, outputs);

    /// <summary>
    /// Overwrites <paramref name="inputGradients"/>, which may be <paramref name="outputGradients"/>, with the derivative by
    /// the inputs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBackward<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run<T, BackwardKernel<T>>(
            new BackwardKernel<T>(outputs, outputGradients, inputGradients), inputGradients.Length);

    private readonly struct Function<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.Rectify<TVector, T>(x);
    }

    private readonly ref struct BackwardKernel<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> outputGradients, Span<T> inputGradients) : IElementwiseKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(outputGradients);
        private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(inputGradients);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector y = TVector.Load(in _outputs, index), derivative = TVector.Load(in _outputGradients, index);
            Elementary.RectifierGradient<TVector, T>(y, derivative).Store(ref _inputGradients, index);
        }
    }
}
