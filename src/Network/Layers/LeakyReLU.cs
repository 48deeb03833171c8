using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Layers;

/// <summary>
/// The leaky rectified linear unit: <c>y = x</c> above 0, else <c>y = slope·x</c>. At 0 its derivative is taken as the slope;
/// NaN stays NaN.
/// </summary>
/// <remarks>Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LeakyReLU<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal LeakyReLU(int count, double negativeSlope)
        : base(count, count) => NegativeSlope = negativeSlope;

    /// <summary>Gets the slope below 0.</summary>
    public double NegativeSlope { get; }

    internal override string Kind => "leakyrelu";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Forward(in ForwardPass<T> pass) =>
        ElementwiseLoop.Run(new Rectify(NegativeSlope), pass.Inputs, pass.Outputs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Backward(in BackwardPass<T> pass) =>
        ActivationGradient.Run(new Slope(NegativeSlope), pass.Outputs, pass);

    /// <summary><c>x &gt; 0 ? x : slope·x</c></summary>
    private readonly struct Rectify(double negativeSlope) : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> =>
            TVector.SelectGreater(x, TVector.Constant(0), x, negativeSlope * x);
    }

    /// <summary><c>y &gt; 0 ? 1 : slope</c>; y has the sign of x, for the slope is not negative.</summary>
    private readonly struct Slope(double negativeSlope) : IElementwiseFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector y)
            where TVector : struct, ISimdVector<TVector, T> =>
            TVector.SelectGreater(y, TVector.Constant(0), TVector.Constant(1), TVector.Constant(negativeSlope));
    }
}
