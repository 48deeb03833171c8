using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The logarithm of a sum of exponentials.</content>
public static partial class ElementaryFunctions
{
    /// <summary>
    /// Returns <c>ln Σ e^xᵢ = m + ln Σ e^(xᵢ - m)</c> with <c>m = max xᵢ</c>, which neither overflows nor underflows.
    /// </summary>
    /// <remarks>
    /// An empty span, or one that holds only -∞, gives -∞. A +∞ gives +∞; a NaN gives NaN. The algorithm is the shifted one in
    /// Blanchard, Higham and Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021.
    /// </remarks>
    /// <param name="x">The exponents, of any length.</param>
    /// <inheritdoc cref="Reductions.Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T LogSumExp<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T maximum = Reductions.Max(x);
        if (!T.IsFinite(maximum)) return maximum; // shifting by an infinity would give NaN

        T sum = ReductionLoop.Run(new SumOfShiftedExponentials<T>(maximum), x);
        Elementary.Log<ScalarVector<T>, T>(ScalarVector<T>.Create(sum)).Store(ref sum, 0);
        return maximum + sum;
    }

    /// <summary><c>Σ e^(xᵢ - m)</c></summary>
    internal readonly struct SumOfShiftedExponentials<T>(T maximum) : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsShort => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> =>
            accumulator + Elementary.ExpOfNonPositive<TVector, T>(x - TVector.Create(maximum));
    }
}
