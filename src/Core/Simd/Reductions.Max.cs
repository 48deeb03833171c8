using System.Numerics;
using System.Runtime.CompilerServices;

namespace SimdOptim.Simd;

/// <content>The largest element and the largest magnitude.</content>
public static partial class Reductions
{
    /// <summary>Returns the largest element <c>max xᵢ</c>.</summary>
    /// <remarks>
    /// NaN if any element is NaN, and +0 is larger than -0 (IEEE 754-2019 <c>maximum</c>). -∞ for an empty span.
    /// </remarks>
    /// <param name="x">The numbers to compare, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Max<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return ReductionLoop.Run(default(Maximum<T>), x);
    }

    /// <summary>Returns the largest magnitude <c>max |xᵢ|</c>, the L∞ norm.</summary>
    /// <remarks>NaN if any element is NaN, and +0 for an empty span.</remarks>
    /// <param name="x">The numbers to compare, of any length.</param>
    /// <inheritdoc cref="Sum{T}(ReadOnlySpan{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T MaxMagnitude<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        return ReductionLoop.Run(default(MaximumMagnitude<T>), x);
    }

    /// <summary><c>max xᵢ</c></summary>
    internal readonly struct Maximum<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => false;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(double.NegativeInfinity);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(accumulator, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(left, right);
    }

    /// <summary><c>max |xᵢ|</c></summary>
    internal readonly struct MaximumMagnitude<T> : IReduction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsBinary => false;

        public static bool IsShort => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Identity<TVector>()
            where TVector : struct, ISimdVector<TVector, T> => TVector.Constant(0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Accumulate<TVector>(TVector accumulator, TVector x, TVector y)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(accumulator, TVector.Abs(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Combine<TVector>(TVector left, TVector right)
            where TVector : struct, ISimdVector<TVector, T> => TVector.Max(left, right);
    }
}
