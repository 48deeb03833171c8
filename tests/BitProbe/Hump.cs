using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Activations;
using SimdOptim.Simd;

namespace SimdOptim.BitProbe;

/// <summary>An activation as a user writes one: <c>y = x/(1 + x²)</c>, <c>y′ = (1 - x²)/(1 + x²)²</c>.</summary>
internal readonly struct Hump : IActivation
{
    public static bool NeedsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector, T>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x / (TVector.Constant(1) + (x * x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector GetDerivative<TVector, T>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector sum = TVector.Constant(1) + (x * x);
        return (TVector.Constant(1) - (x * x)) / (sum * sum);
    }

    public Description Describe() => new("hump");
}
