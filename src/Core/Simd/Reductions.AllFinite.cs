using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The test for finite elements.</content>
public static partial class Reductions
{
    /// <summary>Returns whether every element is finite, that is, neither infinite nor NaN.</summary>
    /// <remarks>
    /// True for an empty span. <c>Σ 0·xᵢ</c> is zero if and only if every element is finite. It takes one pass without branches.
    /// An early exit would not pay: the usual result is true, for which every element must be read.
    /// </remarks>
    /// <param name="x">The numbers to test, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AllFinite<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return FiniteLoop.Run(x);
    }
}
