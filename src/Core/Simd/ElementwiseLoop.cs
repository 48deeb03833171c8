using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>The loop under every function of one array: <c>destinationᵢ = f(sourceᵢ)</c>.</summary>
internal static class ElementwiseLoop
{
    /// <summary>
    /// Checks the spans, then runs on the width of this machine; <paramref name="destination"/> may be
    /// <paramref name="source"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap in part.</exception>
    public static void Run<T, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        Throw.IfNotSupported<T>();
        Throw.IfLengthIsNot<T>(source.Length, destination, nameof(destination));
        Throw.IfPartlyOverlapping(source, destination);
        if (RegisterWidth.IsWide) Run<T, WideVector<T>, TFunction>(function, source, destination);
        else Run<T, VariableVector<T>, TFunction>(function, source, destination);
    }

    /// <summary>
    /// Runs on the width of <typeparamref name="TVector"/>, unchecked; the tail runs the same formula one number at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        nuint count = (nuint)source.Length;
        nuint i = 0;
        for (; i + (nuint)TVector.Count <= count; i += (nuint)TVector.Count)
            function.Apply(TVector.Load(in from, i)).Store(ref to, i);

        // A call of its own, not a second loop: a formula inlined twice here would exceed what the compiler inlines.
        if (i < count) Run<T, ScalarVector<T>, TFunction>(function, source[(int)i..], destination[(int)i..]);
    }
}
