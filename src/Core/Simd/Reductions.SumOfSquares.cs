using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The sum of squares.</content>
public static partial class Reductions
{
    /// <summary>Returns the sum of squares <c>Σ xᵢ²</c>, with the same bits as the scalar product of x with itself.</summary>
    /// <remarks>
    /// Squares overflow above 1.8e19 (<see cref="float"/>) or 1.3e154 (<see cref="double"/>) and underflow to 0 below 2.6e-23 or
    /// 1.5e-162. <see cref="Norm{T}"/> avoids both.
    /// </remarks>
    /// <param name="x">The numbers to square, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return ReductionLoop.Run(default(SquareSum<T>), x);
    }

    /// <summary><c>Σ xᵢ²</c></summary>
    internal readonly struct SquareSum<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => false;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(x, x, accumulator);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => left + right;
    }
}
