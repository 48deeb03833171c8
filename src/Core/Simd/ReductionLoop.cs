using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>The loop under every reduction: the same bits whatever the width of the registers.</summary>
/// <remarks>
/// <para>
/// Element i goes to virtual lane i mod L, where L lanes fill <see cref="LaneBytes"/> bytes (64 floats, 32 doubles): four of
/// the widest registers, so that four chains of additions run at once. At the end the upper half of the lanes is combined
/// into the lower half until one is left. Narrower registers take the lanes in several groups of four registers.
/// </para>
/// <para>
/// A sum of n elements is therefore a tree of depth ⌈n/L⌉ + log₂ L: its error is at most (⌈n/L⌉ + log₂ L)·u·Σ|xᵢ| to first
/// order, with u = 2⁻²⁴ or 2⁻⁵³ (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §4.2).
/// </para>
/// </remarks>
internal static class ReductionLoop
{
    /// <summary>The size of all virtual lanes together.</summary>
    public const int LaneBytes = 256;

    /// <summary>Blocks of L elements taken at a time: 8 KiB, which stay in the first cache while each group of lanes passes.</summary>
    private const int BlocksPerChunk = 32;

    /// <summary>Reduces one array on the width of this machine.</summary>
    public static T Run<T, TReduction>(TReduction reduction, ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, IReduction<T> => Run(reduction, x, x);

    /// <summary>Reduces two arrays of equal length on the width of this machine.</summary>
    public static T Run<T, TReduction>(TReduction reduction, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, IReduction<T> => RegisterWidth.IsWide
            ? Run<T, WideVector<T>, TReduction>(reduction, x, y)
            : Run<T, VariableVector<T>, TReduction>(reduction, x, y);

    /// <summary>Reduces two arrays of equal length on the width of <typeparamref name="TVector"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static T Run<T, TVector, TReduction>(TReduction reduction, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        nuint width = (nuint)TVector.Count;
        nuint laneCount = (nuint)(LaneBytes / Unsafe.SizeOf<T>());
        ref T lanes = ref MemoryMarshal.GetReference(stackalloc T[LaneBytes / Unsafe.SizeOf<T>()]);
        for (nuint lane = 0; lane < laneCount; lane += width) reduction.Identity<TVector>().Store(ref lanes, lane);

        ref T left = ref MemoryMarshal.GetReference(x);
        ref T right = ref MemoryMarshal.GetReference(y);
        nuint count = (nuint)x.Length;
        nuint whole = count & ~(laneCount - 1);
        for (nuint start = 0; start < whole; start += BlocksPerChunk * laneCount)
        {
            nuint stop = Math.Min(whole, start + (BlocksPerChunk * laneCount));
            for (nuint lane = 0; lane < laneCount; lane += 4 * width)
            {
                TVector accumulator0 = TVector.Load(in lanes, lane);
                TVector accumulator1 = TVector.Load(in lanes, lane + width);
                TVector accumulator2 = TVector.Load(in lanes, lane + (2 * width));
                TVector accumulator3 = TVector.Load(in lanes, lane + (3 * width));
                for (nuint i = start + lane; i < stop; i += laneCount)
                {
                    accumulator0 = reduction.Accumulate(accumulator0, TVector.Load(in left, i), TVector.Load(in right, i));
                    accumulator1 = reduction.Accumulate(accumulator1, TVector.Load(in left, i + width), TVector.Load(in right, i + width));
                    accumulator2 = reduction.Accumulate(
                        accumulator2, TVector.Load(in left, i + (2 * width)), TVector.Load(in right, i + (2 * width)));
                    accumulator3 = reduction.Accumulate(
                        accumulator3, TVector.Load(in left, i + (3 * width)), TVector.Load(in right, i + (3 * width)));
                }

                accumulator0.Store(ref lanes, lane);
                accumulator1.Store(ref lanes, lane + width);
                accumulator2.Store(ref lanes, lane + (2 * width));
                accumulator3.Store(ref lanes, lane + (3 * width));
            }
        }

        nuint tail = 0;
        for (; whole + tail + width <= count; tail += width)
            Accumulate<T, TVector, TReduction>(reduction, ref lanes, tail, in left, in right, whole + tail);
        for (; whole + tail < count; tail++)
            Accumulate<T, ScalarVector<T>, TReduction>(reduction, ref lanes, tail, in left, in right, whole + tail);

        for (nuint half = laneCount / 2; half > 0; half /= 2)
        {
            nuint lane = 0;
            for (; lane + width <= half; lane += width) Combine<T, TVector, TReduction>(reduction, ref lanes, lane, half);
            for (; lane < half; lane++) Combine<T, ScalarVector<T>, TReduction>(reduction, ref lanes, lane, half);
        }

        return lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<T, TVector, TReduction>(
        TReduction reduction, ref T lanes, nuint lane, ref readonly T left, ref readonly T right, nuint index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T> =>
        reduction.Accumulate(TVector.Load(in lanes, lane), TVector.Load(in left, index), TVector.Load(in right, index)).Store(ref lanes, lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<T, TVector, TReduction>(TReduction reduction, ref T lanes, nuint lane, nuint half)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T> =>
        reduction.Combine(TVector.Load(in lanes, lane), TVector.Load(in lanes, lane + half)).Store(ref lanes, lane);
}
