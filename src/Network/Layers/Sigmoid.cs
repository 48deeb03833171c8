using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The logistic function: <c>y = 1/(1 + e⁻ˣ)</c>, with derivative <c>y·(1 - y)</c>.</summary>
/// <remarks>
/// As the output in front of <see cref="Losses.BinaryCrossEntropy{T}"/> it is fused with the loss and skipped in training.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Sigmoid<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Sigmoid(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "sigmoid";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) =>
        ElementaryFunctions.Sigmoid(pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) => ActivationGradient.Run(default(Slope), pass.Outputs, pass);

    /// <summary><c>y·(1 - y)</c></summary>
    private readonly struct Slope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector y)
            where TVector : struct, ISimdVector<TVector, T> => y * (TVector.Constant(1) - y);
    }
}
