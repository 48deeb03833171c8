using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The scalar product.</content>
public static partial class Reductions
{
    /// <summary>Returns the scalar product <c>Σ xᵢ·yᵢ</c>, each product added with a single rounding.</summary>
    /// <remarks>The product of empty spans is +0. NaN, and an infinity times zero, give NaN.</remarks>
    /// <param name="x">The left factors, of any length.</param>
    /// <param name="y">The right factors, of the same length as <paramref name="x"/>.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="y"/> differs in length from <paramref name="x"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        Throw.IfLengthIsNot(x.Length, y);
        return ReductionLoop.Run(default(ScalarProduct<T>), x, y);
    }

    /// <summary><c>Σ xᵢ·yᵢ</c></summary>
    internal readonly struct ScalarProduct<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => true;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(x, y, accumulator);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => left + right;
    }
}
