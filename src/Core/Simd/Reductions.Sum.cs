using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <summary>Reduces an array to one number, with the same bits at every register width and on every processor.</summary>
/// <remarks>
/// Element i goes to lane i mod L of L lanes, 64 for <see cref="float"/> and 32 for <see cref="double"/>. The lanes are then
/// combined by halves. A sum of n terms is therefore a tree of depth <c>d = ⌈n/L⌉ + log₂ L</c>, and its error is at most
/// <c>d·u·Σ|termᵢ|</c> to first order, with u = 2⁻²⁴ or 2⁻⁵³ (Higham, Accuracy and Stability of Numerical Algorithms, 2002,
/// §4.2). Nothing is allocated and no span is written.
/// </remarks>
public static partial class Reductions
{
    /// <summary>Returns the sum <c>Σ xᵢ</c>.</summary>
    /// <remarks>
    /// The sum of no elements, or of zeros of either sign, is +0. NaN or infinities of both signs give NaN. Infinities of one
    /// sign give that infinity.
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
