using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>One function of one number, as its formula over any vector.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the function of each lane.</summary>
    TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>;
}
