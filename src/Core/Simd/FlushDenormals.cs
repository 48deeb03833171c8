using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <summary>
/// <c>|x| &lt; smallest normal ? 0 : x</c>. State that only decays would otherwise end at a few denormal ulps, where every
/// operation is slow.
/// </summary>
internal readonly struct FlushDenormals<T> : IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>
    {
        double smallestNormal = TVector.SignificandBits == FloatBits.SignificandBits
            ? FloatBits.SmallestNormal
            : DoubleBits.SmallestNormal;
        return TVector.SelectGreater(TVector.Constant(smallestNormal), TVector.Abs(x), TVector.Constant(0), x);
    }
}
