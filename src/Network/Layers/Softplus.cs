using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The softplus, a smooth rectifier: <c>y = ln(1 + eˣ)</c>, with derivative <c>σ(x) = 1 - e⁻ʸ</c>. NaN stays NaN.
/// </summary>
/// <remarks>Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating second-order functional knowledge", 2000.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Softplus<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Softplus(int count)
        : base(count, count)
    {
    }

    internal override string Kind => "softplus";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) => ElementaryFunctions.Softplus(pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) => ActivationGradient.Run(default(Slope), pass.Outputs, pass);

    /// <summary><c>1 - e⁻ʸ</c>, to its last places however small y is.</summary>
    private readonly struct Slope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector y)
            where TVector : struct, ISimdVector<TVector, T> => -Elementary.Expm1OfNonPositive<TVector, T>(-y);
    }
}
