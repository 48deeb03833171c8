using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The exponential linear unit: <c>y = x</c> above 0, else <c>y = α·(eˣ - 1)</c>, with derivative 1 and <c>y + α</c>. At 0 its
/// derivative is taken as α; NaN stays NaN.
/// </summary>
/// <remarks>
/// Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear units (ELUs)", 2016,
/// eq. 15.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Elu<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal Elu(int count, double alpha)
        : base(count, count) => Alpha = alpha;

    /// <summary>Gets α: far below 0 the outputs come to its negative.</summary>
    public double Alpha { get; }

    internal override string Kind => "elu";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) => ElementwiseLoop.Run(new Bend(Alpha), pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) => ActivationGradient.Run(new Slope(Alpha), pass.Outputs, pass);

    /// <summary><c>x &gt; 0 ? x : α·(eˣ - 1)</c></summary>
    private readonly struct Bend(double alpha) : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> =>
            TVector.SelectGreater(x, TVector.Constant(0), x, alpha * Elementary.Expm1OfNonPositive<TVector, T>(x));
    }

    /// <summary><c>y &gt; 0 ? 1 : y + α</c>; y is above 0 where x is, for α is not negative.</summary>
    private readonly struct Slope(double alpha) : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector y)
            where TVector : struct, ISimdVector<TVector, T> =>
            TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(1), y + alpha);
    }
}
