using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Randomness;

/// <summary>Two lanes, for every processor.</summary>
internal readonly struct Words128 : IWordLanes<Words128>
{
    private readonly Vector128<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words128(Vector128<ulong> value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

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
