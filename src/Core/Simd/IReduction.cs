using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>One reduction of two arrays (or of one, given twice) to a number, as its formula.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IReduction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns what a lane holds before its first element.</summary>
    TVector Identity<TVector>()
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Returns the accumulator after one more element of each array.</summary>
    TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Returns two accumulators in one.</summary>
    TVector Combine<TVector>(TVector left, TVector right)
        where TVector : struct, ISimdVector<TVector, T>;
}
