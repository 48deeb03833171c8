using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SimdOptim.Randomness;

/// <summary>Eight lanes, for AVX-512.</summary>
internal readonly struct Words512 : IWordLanes<Words512>
{
    private readonly Vector512<ulong> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Words512(Vector512<ulong> value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

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
