using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The normal distribution.</content>
public static partial class ElementaryFunctions
{
    /// <summary>
    /// Writes the standard normal distribution function <c>destinationᵢ = Φ(sourceᵢ) = ½·(1 + erf(sourceᵢ/√2))</c>, with an error
    /// below 7 ulp.
    /// </summary>
    /// <remarks>-∞ gives 0, +∞ gives 1. Far below zero it keeps its relative accuracy. NaN gives NaN.</remarks>
    /// <inheritdoc cref="Exp{T}(ReadOnlySpan{T}, Span{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NormalDistribution<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementwiseLoop.Run(default(NormalDistributionFunction<T>), source, destination);

    internal readonly struct NormalDistributionFunction<T> : IElementwiseFunction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => Elementary.NormalDistribution<TVector, T>(x);
    }
}
