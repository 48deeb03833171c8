using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>Runs reductions, with the same bits at every register width.</summary>
/// <remarks>
/// <para>
/// Element i goes to virtual lane i mod L, where L lanes fill <see cref="LaneBytes"/> bytes (64 floats, 32 doubles). These are
/// four of the widest registers, so that four chains of additions run in parallel. At the end the upper half of the lanes is
/// combined into the lower half until one lane is left. Narrower registers process the lanes in groups of four registers.
/// </para>
/// <para>
/// A sum of n elements is therefore a tree of depth ⌈n/L⌉ + log₂ L. Its error is at most (⌈n/L⌉ + log₂ L)·u·Σ|xᵢ| to first
/// order, with u = 2⁻²⁴ or 2⁻⁵³ (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §4.2).
/// </para>
/// </remarks>
internal static class ReductionLoop
{
    /// <summary>The size of all virtual lanes, in bytes.</summary>
    public const int LaneBytes = 256;

    /// <summary>
    /// The blocks of L elements in a chunk: 8 KiB, which stay in the L1 cache while every group of lanes reads them.
    /// </summary>
    private const int BlocksPerChunk = 32;

    /// <summary>Reduces one array, of any element type that is supported.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Run<T, TReduction>(TReduction reduction, ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, IReduction<T>
    {
        Throw.IfNotSupported<T>();
        return Run(reduction, x, x);
    }

    /// <summary>Reduces two arrays of equal length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Run<T, TReduction>(TReduction reduction, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TReduction : struct, IReduction<T> => RegisterWidth.IsWide
            ? Run<T, WideVector<T>, TReduction>(reduction, x, y)
            : Run<T, VariableVector<T>, TReduction>(reduction, x, y);

    /// <summary>Reduces two arrays of equal length with registers of <typeparamref name="TVector"/>.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Run<T, TVector, TReduction>(TReduction reduction, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        Span<T> lanes = stackalloc T[LaneBytes / Unsafe.SizeOf<T>()];
        TReduction.Identity<ScalarVector<T>>().Store(ref lanes[0], 0);
        lanes.Fill(lanes[0]);

        int unrolled = TReduction.IsShort ? x.Length - (x.Length % lanes.Length) : 0;
        AccumulateBlocks<T, TVector, TReduction>(reduction, lanes, x[..unrolled], y[..unrolled]);
        AccumulateRest<T, TVector, TReduction>(reduction, lanes, x[unrolled..], y[unrolled..]);
        for (; lanes.Length > 1; lanes = lanes[..(lanes.Length / 2)])
            CombineHalves<T, TVector, TReduction>(lanes[..(lanes.Length / 2)], lanes[(lanes.Length / 2)..]);
        return lanes[0];
    }

    /// <summary>Accumulates whole blocks of L elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AccumulateBlocks<T, TVector, TReduction>(
        TReduction reduction, Span<T> laneSpan, ReadOnlySpan<T> leftSpan, ReadOnlySpan<T> rightSpan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        ref T lanes = ref MemoryMarshal.GetReference(laneSpan);
        ref T left = ref MemoryMarshal.GetReference(leftSpan);
        ref T right = ref MemoryMarshal.GetReference(rightSpan);
        nuint width = (nuint)TVector.Count;
        nuint laneCount = (nuint)(LaneBytes / Unsafe.SizeOf<T>());
        nuint count = TReduction.IsShort ? (nuint)leftSpan.Length : 0;
        for (nuint start = 0; start < count; start += BlocksPerChunk * laneCount)
        {
            nuint stop = Math.Min(count, start + (BlocksPerChunk * laneCount));
            for (nuint lane = 0; lane < laneCount; lane += 4 * width)
            {
                TVector accumulator0 = TVector.Load(in lanes, lane);
                TVector accumulator1 = TVector.Load(in lanes, lane + width);
                TVector accumulator2 = TVector.Load(in lanes, lane + (2 * width));
                TVector accumulator3 = TVector.Load(in lanes, lane + (3 * width));
                for (nuint i = start + lane; i < stop; i += laneCount)
                {
                    accumulator0 = Accumulate(reduction, accumulator0, in left, in right, i);
                    accumulator1 = Accumulate(reduction, accumulator1, in left, in right, i + width);
                    accumulator2 = Accumulate(reduction, accumulator2, in left, in right, i + (2 * width));
                    accumulator3 = Accumulate(reduction, accumulator3, in left, in right, i + (3 * width));
                }

                accumulator0.Store(ref lanes, lane);
                accumulator1.Store(ref lanes, lane + width);
                accumulator2.Store(ref lanes, lane + (2 * width));
                accumulator3.Store(ref lanes, lane + (3 * width));
            }
        }
    }

    /// <summary>Accumulates any number of elements, element i into lane i mod L. The lanes stay in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AccumulateRest<T, TVector, TReduction>(
        TReduction reduction, Span<T> laneSpan, ReadOnlySpan<T> leftSpan, ReadOnlySpan<T> rightSpan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        ref T lanes = ref MemoryMarshal.GetReference(laneSpan);
        ref T left = ref MemoryMarshal.GetReference(leftSpan);
        ref T right = ref MemoryMarshal.GetReference(rightSpan);
        nuint width = (nuint)TVector.Count;
        nuint laneMask = (nuint)(LaneBytes / Unsafe.SizeOf<T>()) - 1;
        nuint count = (nuint)leftSpan.Length;
        nuint i = 0;
        for (; i + width <= count; i += width)
        {
            nuint lane = i & laneMask;
            Accumulate(reduction, TVector.Load(in lanes, lane), in left, in right, i).Store(ref lanes, lane);
        }

        if (i < count)
        {
            AccumulateRest<T, ScalarVector<T>, TReduction>(
                reduction, laneSpan[(int)(i & laneMask)..], leftSpan[(int)i..], rightSpan[(int)i..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Accumulate<T, TVector, TReduction>(
        TReduction reduction, TVector accumulator, ref readonly T left, ref readonly T right, nuint index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        TVector x = TVector.Load(in left, index);
        return reduction.Accumulate(accumulator, x, TReduction.IsBinary ? TVector.Load(in right, index) : x);
    }

    /// <summary>Combines the upper half of the lanes into the lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CombineHalves<T, TVector, TReduction>(Span<T> lower, Span<T> upper)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TReduction : struct, IReduction<T>
    {
        ref T left = ref MemoryMarshal.GetReference(lower);
        ref T right = ref MemoryMarshal.GetReference(upper);
        int lane = 0;
        for (; lane <= lower.Length - TVector.Count; lane += TVector.Count)
        {
            TReduction.Combine(TVector.Load(in left, (nuint)lane), TVector.Load(in right, (nuint)lane))
                .Store(ref left, (nuint)lane);
        }

        if (lane < lower.Length) CombineHalves<T, ScalarVector<T>, TReduction>(lower[lane..], upper[lane..]);
    }
}

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
