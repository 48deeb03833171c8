using System.Numerics;

namespace SimdOptim.Simd;

/// <summary>One reduction of two arrays (or of one, given twice) to a number, as its formula.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IReduction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets whether the second array is read; a constant to the compiler.</summary>
    static abstract bool IsBinary { get; }

    /// <summary>Gets whether the formula is so short that four of it run side by side; a constant to the compiler.</summary>
    /// <remarks>Four long ones exceed what the compiler inlines, and need no company to keep the processor busy.</remarks>
    static abstract bool IsShort { get; }

    /// <summary>Returns what a lane holds before its first element.</summary>
    static abstract TVector Identity<TVector>()
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Returns the accumulator after one more element of each array; y is x where one array is read.</summary>
    TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Returns two accumulators in one.</summary>
    static abstract TVector Combine<TVector>(TVector left, TVector right)
        where TVector : struct, ISimdVector<TVector, T>;
}
