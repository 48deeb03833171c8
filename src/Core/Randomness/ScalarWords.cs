using System.Runtime.CompilerServices;

namespace SimdOptim.Randomness;

/// <summary>One lane, for a single block and for the tail of an array.</summary>
internal readonly struct ScalarWords : IWordLanes<ScalarWords>
{
    private readonly ulong _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ScalarWords(ulong value) => _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

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
