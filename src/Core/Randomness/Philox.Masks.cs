using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Randomness;

/// <content>Masks of inverted dropout.</content>
public static partial class Philox
{
    /// <summary>
    /// Fills a span with a mask for inverted dropout. Each element is 1/keep with probability keep, otherwise 0; the mean is 1.
    /// </summary>
    /// <remarks>
    /// An element is kept if its word u of <see cref="Fill"/>, as a fraction u/2³² in [0, 1), is below keep. The comparison is
    /// exact, between integers, so the probability is keep rounded up to a multiple of 2⁻³². For the scaling at training time see
    /// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural networks from
    /// overfitting", JMLR 15, 2014, section 10.
    /// </remarks>
    /// <param name="mask">Any shape; overwritten.</param>
    /// <param name="keep">The probability of keeping an element, in (0, 1].</param>
    /// <param name="seed">The seed of all masks.</param>
    /// <param name="step">The step of the training run.</param>
    /// <param name="stream">The stream within the step, such as a layer.</param>
    /// <param name="firstPosition">The position of mask[0], not negative.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; both have the same zeros.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="keep"/> is outside (0, 1], its reciprocal is not finite in <typeparamref name="T"/>,
    /// <paramref name="firstPosition"/> is negative, or the last position is not below <see cref="StreamLength"/>.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillMask<T>(
        Span<T> mask, double keep, ulong seed, ulong step = 0, uint stream = 0, long firstPosition = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfNotSupported<T>();
        T scale = GetScale<T>(keep);
        CheckPositions(mask.Length, firstPosition);

        // The words are computed in the memory of the mask, so that no other is needed. If an element is longer than a word they
        // lie at its end, where each word is read before an element overwrites it.
        Span<uint> words = MemoryMarshal.Cast<T, uint>(mask)[^mask.Length..];
        Words(words, seed, step, stream, firstPosition);
        uint largestKept = (uint)(Math.Ceiling(keep * 4294967296) - 1);
        if (typeof(T) == typeof(float)) SelectSingle(words, largestKept, Unsafe.BitCast<T, float>(scale));
        else SelectDouble(words, MemoryMarshal.Cast<T, double>(mask), largestKept, Unsafe.BitCast<T, double>(scale));
    }

    /// <summary>Validates a probability and returns 1/keep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static T GetScale<T>(double keep)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Throw.IfOutside(0, 1, keep);
        Throw.IfNotPositive(keep);
        T scale = T.CreateChecked(1 / keep);
        if (T.IsFinite(scale)) return scale;
        throw new ArgumentOutOfRangeException(
            nameof(keep), keep, FormattableString.Invariant($"1/keep must be finite in {typeof(T).Name}; keep was {keep}."));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SelectSingle(Span<uint> words, uint largestKept, float scale)
    {
        uint scaleBits = BitConverter.SingleToUInt32Bits(scale);
        ref uint word = ref MemoryMarshal.GetReference(words);
        nuint width = (nuint)Vector<uint>.Count, length = (nuint)words.Length, index = 0;
        if (width <= length)
        {
            Vector<uint> largest = new(largestKept), scales = new(scaleBits);
            do
            {
                Vector<uint> kept = Vector.LessThanOrEqual(Vector.LoadUnsafe(in word, index), largest);
                (kept & scales).StoreUnsafe(ref word, index);
                index += width;
            }
            while (index <= length - width);
        }

        for (; index < length; index++)
            Unsafe.Add(ref word, index) = Unsafe.Add(ref word, index) <= largestKept ? scaleBits : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SelectDouble(ReadOnlySpan<uint> words, Span<double> mask, uint largestKept, double scale)
    {
        ref uint word = ref MemoryMarshal.GetReference(words);
        ref double element = ref MemoryMarshal.GetReference(mask);
        nuint width = (nuint)Vector<uint>.Count, length = (nuint)words.Length, index = 0;
        if (width <= length)
        {
            Vector<uint> largest = new(largestKept);
            Vector<double> scales = new(scale);
            do
            {
                Vector<uint> kept = Vector.LessThanOrEqual(Vector.LoadUnsafe(in word, index), largest);
                Vector.Widen(Vector.AsVectorInt32(kept), out Vector<long> low, out Vector<long> high);
                (low.As<long, double>() & scales).StoreUnsafe(ref element, index);
                (high.As<long, double>() & scales).StoreUnsafe(ref element, index + (width / 2));
                index += width;
            }
            while (index <= length - width);
        }

        for (; index < length; index++)
            Unsafe.Add(ref element, index) = Unsafe.Add(ref word, index) <= largestKept ? scale : 0;
    }
}
