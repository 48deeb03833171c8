using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>Tests whether all elements of an array are finite: <c>Σ 0·xᵢ</c> is +0 if they are, otherwise NaN.</summary>
/// <remarks>
/// Neither the order nor the number of summands matters here. The loop therefore loads whole aligned registers into eight
/// independent sums, and covers both ends with overlapping registers. <see cref="ReductionLoop"/>, which keeps a fixed order,
/// added twice as much time to a step of Adam. The loop runs backwards, so that the start of the array is in the cache when the
/// step that waits for the result begins.
/// </remarks>
internal static class FiniteLoop
{
    /// <summary>Returns whether all elements are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        RegisterWidth.IsWide ? Run<T, WideVector<T>>(x) : Run<T, VariableVector<T>>(x);

    /// <summary>Returns whether all elements are finite, with registers of <typeparamref name="TVector"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<T, TVector>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        if (x.Length == 0) return true;
        if (x.Length < TVector.Count) return Run<T, ScalarVector<T>>(x);
        Unsafe.SkipInit(out Lanes lanes);
        Sum<T, TVector>(x).Store(ref Unsafe.As<Lanes, T>(ref lanes), 0);
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref Unsafe.As<Lanes, byte>(ref lanes), TVector.Count * Unsafe.SizeOf<T>());
        return !bytes.ContainsAnyExcept((byte)0);
    }

    /// <summary>Returns <c>Σ 0·xᵢ</c>, spread over the lanes of a register; x has at least one register of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe TVector Sum<T, TVector>(ReadOnlySpan<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
    {
        ref T origin = ref MemoryMarshal.GetReference(x);
        nuint count = (nuint)x.Length;
        nuint width = (nuint)TVector.Count;
        nuint size = (nuint)Unsafe.SizeOf<T>();

        // If the garbage collector moves the array meanwhile, only speed suffers.
        nuint misaligned = (nuint)Unsafe.AsPointer(ref origin) % (width * size);
        nuint first = misaligned == 0 ? 0 : ((width * size) - misaligned) / size;
        TVector zero = TVector.Constant(0);
        TVector sum0 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, 0), zero);
        TVector sum1 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, count - width), zero);
        TVector sum2 = zero, sum3 = zero, sum4 = zero, sum5 = zero, sum6 = zero, sum7 = zero;
        nuint index = first + ((count - first) / width * width);
        nuint last = first + (8 * width);
        while (index >= last)
        {
            index -= 8 * width;
            sum0 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index), sum0);
            sum1 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + width), sum1);
            sum2 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (2 * width)), sum2);
            sum3 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (3 * width)), sum3);
            sum4 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (4 * width)), sum4);
            sum5 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (5 * width)), sum5);
            sum6 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (6 * width)), sum6);
            sum7 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index + (7 * width)), sum7);
        }

        while (index >= first + width)
        {
            index -= width;
            sum0 = TVector.FusedMultiplyAdd(zero, TVector.Load(in origin, index), sum0);
        }

        return sum0 + sum1 + (sum2 + sum3) + (sum4 + sum5 + (sum6 + sum7));
    }

    /// <summary>Memory for the widest register.</summary>
    [InlineArray(64)]
    private struct Lanes
    {
        private byte _first;
    }
}
