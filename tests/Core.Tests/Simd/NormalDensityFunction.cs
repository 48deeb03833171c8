using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary><c>φ(x)</c>, which the library computes only for vectors, not for spans.</summary>
internal readonly struct NormalDensityFunction<T> : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(ReadOnlySpan<T> source, Span<T> destination) =>
        ElementwiseLoop.Run(default(NormalDensityFunction<T>), source, destination);

    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
    {
        _ = Elementary.NormalDistribution<TVector, T>(x, out TVector density);
        return density;
    }
}
