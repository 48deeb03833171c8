using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>The hyperbolic tangent: <c>y = tanh x</c>, with derivative <c>1 - y²</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Tanh<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Tanh(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "tanh";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) => ElementaryFunctions.Tanh(pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) => ActivationGradient.Run(default(Slope), pass.Outputs, pass);

    /// <summary><c>(1 - y)·(1 + y)</c>, which loses less than <c>1 - y²</c> where y is near ±1.</summary>
    private readonly struct Slope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector y)
            where TVector : struct, ISimdVector<TVector, T> => (TVector.Constant(1) - y) * (TVector.Constant(1) + y);
    }
}
