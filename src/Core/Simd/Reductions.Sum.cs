using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <summary>An array in, one number out, with the same bits whatever the width of the registers and the processor.</summary>
/// <remarks>
/// Each element goes to one of a fixed number of lanes, 64 for <see cref="float"/> and 32 for <see cref="double"/>, element i to
/// lane i mod L; the lanes are then combined by halves. A sum of n terms is so a tree of depth <c>d = ⌈n/L⌉ + log₂ L</c>, and its
/// error is at most <c>d·u·Σ|termᵢ|</c> to first order, with u = 2⁻²⁴ or 2⁻⁵³ (Higham, Accuracy and Stability of Numerical
/// Algorithms, 2002, §4.2). Nothing is allocated and no span is written.
/// </remarks>
public static partial class Reductions
{
    /// <summary>Returns the sum <c>Σ xᵢ</c>.</summary>
    /// <remarks>
    /// The sum of no elements, or of zeros of either sign, is +0. NaN or infinities of both signs give NaN, infinities of one
    /// sign that infinity.
    /// </remarks>
    /// <param name="x">The summands, of any length.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return ReductionLoop.Run(default(Summation<T>), x);
    }

    /// <summary><c>Σ xᵢ</c></summary>
    internal readonly struct Summation<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => false;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => accumulator + x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => left + right;
    }
}
