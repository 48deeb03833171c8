using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Activations;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Readme;

public readonly struct Swish(double beta) : IActivation
{
    static bool IActivation.NeedsInput => true;

    public Description Describe() => new("swish") { { "beta", beta } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * Elementary.Sigmoid<TVector, T>(beta * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector sigmoid = Elementary.Sigmoid<TVector, T>(beta * x);
        return sigmoid + ((beta * y) * (TVector.Constant(1) - sigmoid));
    }
}
