using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Randomness;

/// <summary>Four lanes, for AVX2.</summary>
internal readonly struct Words256 : IWordLanes<Words256>
{
    private readonly Vector256<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words256(Vector256<ulong> value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

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
