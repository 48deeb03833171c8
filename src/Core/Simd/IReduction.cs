using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <summary>The formula of a reduction of one or two arrays to a number. A unary reduction is passed its array twice.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IReduction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Gets whether the second array is read; a constant for the JIT compiler.</summary>
    static virtual bool IsBinary => false;

    /// <summary>Gets whether the formula is short enough to be unrolled four times; a constant for the JIT compiler.</summary>
    /// <remarks>
    /// Four copies of a long formula exceed the compiler's inlining budget, and one copy keeps the processor busy.
    /// </remarks>
    static virtual bool IsShort => true;

    /// <summary>Returns the initial value of an accumulator: 0 for a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TVector Identity<TVector>()
        where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

    /// <summary>Adds one element of each array to an accumulator. In a unary reduction y is x.</summary>
    TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector, T>;

    /// <summary>Combines two accumulators into one: by adding them for a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TVector Combine<TVector>(TVector left, TVector right)
        where TVector : struct, ISimdVector<TVector, T> => left + right;
}
