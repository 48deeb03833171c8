using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Randomness;

/// <summary>
/// A register of 64-bit lanes. The low half of each lane is a 32-bit word; the high half is ignored. A 64-bit product of two
/// words can therefore be used as its low word without masking.
/// </summary>
internal interface IWordLanes<TSelf>
    where TSelf : struct, IWordLanes<TSelf>
{
    /// <summary>Gets the number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Returns a word in every lane.</summary>
    static abstract TSelf Create(uint word);

    /// <summary>
    /// Returns first, first + 1, …, first + Count - 1, in the order in which <see cref="StoreWords"/> writes lanes.
    /// </summary>
    static abstract TSelf Counters(uint first);

    /// <summary>Returns the 64-bit product of the words of each lane.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>Returns the high half of each lane as a word.</summary>
    static abstract TSelf HighWords(TSelf product);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Stores word0, word1, word2 and word3 of each counter in turn: 4·Count words.</summary>
    static abstract void StoreWords(TSelf word0, TSelf word1, TSelf word2, TSelf word3, ref uint destination);
}

/// <summary>One lane, for a single block and for the tail of an array.</summary>
internal readonly struct ScalarWords : IWordLanes<ScalarWords>
{
    private readonly ulong _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarWords(ulong value) => _value = value;

    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 1; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Create(uint word) => new(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Counters(uint first) => new(first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Multiply(ScalarWords left, ScalarWords right) => new((ulong)(uint)left._value * (uint)right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords HighWords(ScalarWords product) => new(product._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator ^(ScalarWords left, ScalarWords right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(
        ScalarWords word0, ScalarWords word1, ScalarWords word2, ScalarWords word3, ref uint destination)
    {
        destination = (uint)word0._value;
        Unsafe.Add(ref destination, 1) = (uint)word1._value;
        Unsafe.Add(ref destination, 2) = (uint)word2._value;
        Unsafe.Add(ref destination, 3) = (uint)word3._value;
    }
}

/// <summary>Two lanes, for every processor.</summary>
internal readonly struct Words128 : IWordLanes<Words128>
{
    private readonly Vector128<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words128(Vector128<ulong> value) => _value = value;

    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 2; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Create(uint word) => new(Vector128.Create((ulong)word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Counters(uint first) => new(Vector128.Create((ulong)first) + Vector128.Create(0UL, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Multiply(Words128 left, Words128 right) => new(Sse2.IsSupported
        ? Sse2.Multiply(left._value.AsUInt32(), right._value.AsUInt32())
        : (left._value & Vector128.Create(0xFFFFFFFFUL)) * (right._value & Vector128.Create(0xFFFFFFFFUL)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 HighWords(Words128 product) => new(product._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator ^(Words128 left, Words128 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(Words128 word0, Words128 word1, Words128 word2, Words128 word3, ref uint destination)
    {
        Vector128<ulong> first = Pair(word0, word1), second = Pair(word2, word3);
        Vector128.Create(first.GetLower(), second.GetLower()).AsUInt32().StoreUnsafe(ref destination);
        Vector128.Create(first.GetUpper(), second.GetUpper()).AsUInt32().StoreUnsafe(ref destination, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Pair(Words128 low, Words128 high) =>
        (low._value & Vector128.Create(0xFFFFFFFFUL)) | (high._value << 32);
}

/// <summary>Four lanes, for AVX2.</summary>
internal readonly struct Words256 : IWordLanes<Words256>
{
    private readonly Vector256<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words256(Vector256<ulong> value) => _value = value;

    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 4; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Create(uint word) => new(Vector256.Create((ulong)word));

    // StoreWords interleaves within 128 bits. With this order of counters its output is ascending without lane crossing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Counters(uint first) => new(Vector256.Create((ulong)first) + Vector256.Create(0UL, 2, 1, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Multiply(Words256 left, Words256 right) => new(Avx2.IsSupported
        ? Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32())
        : (left._value & Vector256.Create(0xFFFFFFFFUL)) * (right._value & Vector256.Create(0xFFFFFFFFUL)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 HighWords(Words256 product) => new(product._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator ^(Words256 left, Words256 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(Words256 word0, Words256 word1, Words256 word2, Words256 word3, ref uint destination)
    {
        Vector256<ulong> first = Pair(word0, word1), second = Pair(word2, word3);
        if (Avx2.IsSupported)
        {
            Avx2.UnpackLow(first, second).AsUInt32().StoreUnsafe(ref destination);
            Avx2.UnpackHigh(first, second).AsUInt32().StoreUnsafe(ref destination, 8);
            return;
        }

        Vector256.Create(first[0], second[0], first[2], second[2]).AsUInt32().StoreUnsafe(ref destination);
        Vector256.Create(first[1], second[1], first[3], second[3]).AsUInt32().StoreUnsafe(ref destination, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Pair(Words256 low, Words256 high) =>
        (low._value & Vector256.Create(0xFFFFFFFFUL)) | (high._value << 32);
}

/// <summary>Eight lanes, for AVX-512.</summary>
internal readonly struct Words512 : IWordLanes<Words512>
{
    private readonly Vector512<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words512(Vector512<ulong> value) => _value = value;

    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 8; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Create(uint word) => new(Vector512.Create((ulong)word));

    // StoreWords interleaves within 128 bits. With this order of counters its output is ascending without lane crossing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Counters(uint first) =>
        new(Vector512.Create((ulong)first) + Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Multiply(Words512 left, Words512 right) => new(Avx512F.IsSupported
        ? Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32())
        : (left._value & Vector512.Create(0xFFFFFFFFUL)) * (right._value & Vector512.Create(0xFFFFFFFFUL)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 HighWords(Words512 product) => new(product._value >>> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ^(Words512 left, Words512 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(Words512 word0, Words512 word1, Words512 word2, Words512 word3, ref uint destination)
    {
        Vector512<ulong> first = Pair(word0, word1), second = Pair(word2, word3);
        if (Avx512F.IsSupported)
        {
            Avx512F.UnpackLow(first, second).AsUInt32().StoreUnsafe(ref destination);
            Avx512F.UnpackHigh(first, second).AsUInt32().StoreUnsafe(ref destination, 16);
            return;
        }

        for (int pair = 0; pair < 4; pair++)
        {
            (int even, int odd) = (2 * pair, (2 * pair) + 1);
            Vector128.Create(first[even], second[even]).AsUInt32().StoreUnsafe(ref destination, (nuint)(4 * pair));
            Vector128.Create(first[odd], second[odd]).AsUInt32().StoreUnsafe(ref destination, (nuint)(16 + (4 * pair)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Pair(Words512 low, Words512 high) =>
        (low._value & Vector512.Create(0xFFFFFFFFUL)) | (high._value << 32);
}

/// <summary>
/// Two registers used as one with twice the lanes. A round is one chain of dependent operations; two chains keep the processor
/// busy.
/// </summary>
internal readonly struct RegisterPair<TLanes> : IWordLanes<RegisterPair<TLanes>>
    where TLanes : struct, IWordLanes<TLanes>
{
    private readonly TLanes _lower;
    private readonly TLanes _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RegisterPair(TLanes lower, TLanes upper)
    {
        _lower = lower;
        _upper = upper;
    }

    public static int Count { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => 2 * TLanes.Count; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> Create(uint word) => new(TLanes.Create(word), TLanes.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> Counters(uint first) =>
        new(TLanes.Counters(first), TLanes.Counters(unchecked(first + (uint)TLanes.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> Multiply(RegisterPair<TLanes> left, RegisterPair<TLanes> right) =>
        new(TLanes.Multiply(left._lower, right._lower), TLanes.Multiply(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> HighWords(RegisterPair<TLanes> product) =>
        new(TLanes.HighWords(product._lower), TLanes.HighWords(product._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TLanes> operator ^(RegisterPair<TLanes> left, RegisterPair<TLanes> right) =>
        new(left._lower ^ right._lower, left._upper ^ right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(
        RegisterPair<TLanes> word0,
        RegisterPair<TLanes> word1,
        RegisterPair<TLanes> word2,
        RegisterPair<TLanes> word3,
        ref uint destination)
    {
        TLanes.StoreWords(word0._lower, word1._lower, word2._lower, word3._lower, ref destination);
        TLanes.StoreWords(
            word0._upper, word1._upper, word2._upper, word3._upper, ref Unsafe.Add(ref destination, 4 * TLanes.Count));
    }
}
