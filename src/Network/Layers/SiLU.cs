using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The sigmoid-weighted linear unit, or swish: <c>y = x·σ(x)</c>, with derivative <c>σ(x)·(1 + x·(1 - σ(x)))</c> and σ the
/// logistic function. NaN stays NaN.
/// </summary>
/// <remarks>
/// Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning",
/// 2018, eq. 7 and 9.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class SiLU<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SiLU(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "silu";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) => ElementwiseLoop.Run(default(Weigh), pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) => ActivationGradient.Run(default(Slope), pass.Inputs, pass);

    /// <summary><c>x·σ(x)</c></summary>
    private readonly struct Weigh : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => x * Elementary.Sigmoid<TVector, T>(x);
    }

    /// <summary><c>σ(x) + x·σ(x)·(1 - σ(x))</c></summary>
    private readonly struct Slope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector sigmoid = Elementary.Sigmoid<TVector, T>(x);
            return sigmoid + (x * (sigmoid * (TVector.Constant(1) - sigmoid)));
        }
    }
}
