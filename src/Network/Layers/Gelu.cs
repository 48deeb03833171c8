using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The Gaussian error linear unit: <c>y = x·Φ(x)</c>, with Φ the standard normal distribution function, or its approximation by
/// the hyperbolic tangent. Accurate in the tail below 0, which comes to 0; NaN stays NaN.
/// </summary>
/// <remarks>Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Gelu<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Beyond this magnitude y is 0 or x in either form and precision, and the slope 0 or 1.</summary>
    private const double Far = 40;

    internal Gelu(int count, GeluForm form)
        : base(count, count) => Form = form;

    /// <summary>Gets how it is computed.</summary>
    public GeluForm Form { get; }

    internal override string Kind => "gelu";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass)
    {
        if (Form == GeluForm.Exact) ElementwiseLoop.Run(default(Exact), pass.Inputs, pass.Outputs);
        else ElementwiseLoop.Run(default(Approximation), pass.Inputs, pass.Outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass)
    {
        if (Form == GeluForm.Exact) ActivationGradient.Run(default(ExactSlope), pass.Inputs, pass);
        else ActivationGradient.Run(default(ApproximationSlope), pass.Inputs, pass);
    }

    /// <summary><c>x·Φ(x)</c></summary>
    private readonly struct Exact : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => x * Elementary.NormalDistribution<TVector, T>(x);
    }

    /// <summary><c>Φ(x) + x·φ(x)</c></summary>
    private readonly struct ExactSlope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector distribution = Elementary.NormalDistribution<TVector, T>(x, out TVector density);
            return distribution + (x * density);
        }
    }

    /// <summary><c>x·σ(v(x))</c>, for <c>½·(1 + tanh(v/2)) = σ(v)</c>, which keeps its accuracy below 0.</summary>
    private readonly struct Approximation : IElementwiseFunction<T>
    {
        /// <summary><c>v = 2·√(2/π)·(x + 0.044715·x³) = x·(Linear + Cubic·x²)</c></summary>
        public const double Linear = 1.5957691216057308;

        public const double Cubic = 0.044715 * Linear;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> =>
            x * Elementary.Sigmoid<TVector, T>(x * ((Cubic * (x * x)) + Linear));
    }

    /// <summary><c>σ(v) + x·σ(v)·(1 - σ(v))·v′</c></summary>
    private readonly struct ApproximationSlope : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector near = TVector.Clamp(x, -Far, Far); // else 0·∞
            TVector square = Approximation.Cubic * (near * near);
            TVector sigmoid = Elementary.Sigmoid<TVector, T>(near * (square + Approximation.Linear));
            TVector slope = sigmoid * (TVector.Constant(1) - sigmoid) * ((3 * square) + Approximation.Linear);
            return sigmoid + (near * slope);
        }
    }
}
