using System.Numerics;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Simd;

/// <summary><c>eˣ - 1</c>, for x ≤ 0, which the library computes only for vectors, not for spans.</summary>
internal readonly struct Expm1Function<T> : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(ReadOnlySpan<T> source, Span<T> destination) =>
        ElementwiseLoop.Run(default(Expm1Function<T>), source, destination);

    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
    {
        return Elementary.Expm1OfNonPositive<TVector, T>(x);
    }
}
