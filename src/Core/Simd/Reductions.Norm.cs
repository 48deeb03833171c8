using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The Euclidean norm.</content>
public static partial class Reductions
{
    /// <summary>Returns the Euclidean norm <c>√Σ xᵢ²</c>, also where the squares overflow or underflow.</summary>
    /// <remarks>
    /// Takes one pass if the sum of squares is finite and so large that underflowed squares cannot have changed it. Otherwise a
    /// second pass scales x by a power of two (Blue, A Portable Fortran Program to Find the Euclidean Norm of a Vector, ACM TOMS
    /// 4, 1978). The relative error is half that of the sum of squares. The norm of an empty span is 0; an infinity gives +∞, and
    /// NaN gives NaN.
    /// </remarks>
    /// <param name="x">The vector, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        double sum = double.CreateChecked(ReductionLoop.Run(default(SquareSum<T>), x));
        (double smallest, double scale) = SquareScaling<T>();
        if (sum >= smallest && sum < double.PositiveInfinity) return Math.Sqrt(sum);

        double factor = sum < smallest ? scale : 1 / scale;
        T scaledSum = ReductionLoop.Run(new SumOfScaledSquares<T>(T.CreateChecked(factor)), x);
        return Math.Sqrt(double.CreateChecked(scaledSum)) / factor;
    }

    // An underflowed square is wrong by at most half the smallest denormal number, 2⁻¹⁵⁰ (2⁻¹⁰⁷⁵), and there are fewer than 2³¹.
    // Their error is below the rounding of a sum of at least 2⁻⁹⁰ (2⁻⁹⁸⁰). For a smaller or an overflowed sum, the power of two
    // takes every sum that an array can have to a finite number well above that limit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Smallest, double Scale) SquareScaling<T>() => typeof(T) == typeof(float)
        ? (8.077935669463161e-28, 1.2676506002282294e+30) // 2⁻⁹⁰, 2¹⁰⁰
        : (9.785978320356312e-296, 4.149515568880993e+180); // 2⁻⁹⁸⁰, 2⁶⁰⁰

    /// <summary><c>Σ (scale·xᵢ)²</c></summary>
    internal readonly struct SumOfScaledSquares<T>(T scale) : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => false;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => Square(TVector.Create(scale) * x, accumulator);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static TVector Square<TVector>(TVector scaled, TVector accumulator)
            where TVector : struct, ISimdVector<TVector, T> => TVector.FusedMultiplyAdd(scaled, scaled, accumulator);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => left + right;
    }
}
