using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>A formula over any number of arrays, which the kernel holds: one vector of each at a time.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Loads, computes and stores elements [index, index + Count) of the arrays.</summary>
    void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T>;
}
