using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>The loop under every element-wise formula.</summary>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Runs on the width of <typeparamref name="TVector"/>, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TFunction : struct, IElementwiseFunction<T> =>
        Run<T, TVector, Map<T, TFunction>>(new Map<T, TFunction>(function, source, destination), 0, (nuint)source.Length);

    /// <summary>Runs a kernel over elements [0, count) of its arrays on the width of this machine, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TKernel>(TKernel kernel, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IElementwiseKernel<T>, allows ref struct
    {
        if (RegisterWidth.IsWide) Run<T, WideVector<T>, TKernel>(kernel, 0, (nuint)count);
        else Run<T, VariableVector<T>, TKernel>(kernel, 0, (nuint)count);
    }

    /// <summary>Runs over elements [index, count) on the width of <typeparamref name="TVector"/>; the tail runs one number at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TKernel>(TKernel kernel, nuint index, nuint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TKernel : struct, IElementwiseKernel<T>, allows ref struct
    {
        nuint width = (nuint)TVector.Count;
        if (index + width <= count)
        {
            // Tested at the bottom: only then does the compiler move the constants of the formula out of the loop.
            nuint last = count - width;
            do
            {
                kernel.Apply<TVector>(index);
                index += width;
            }
            while (index <= last);
        }

        // A call of its own, not a second loop: a formula inlined twice here would exceed what the compiler inlines.
        if (index < count) Run<T, ScalarVector<T>, TKernel>(kernel, index, count);
    }

    /// <summary><c>destinationᵢ = f(sourceᵢ)</c></summary>
    private readonly ref struct Map<T, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        : IElementwiseKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        private readonly ref T _source = ref MemoryMarshal.GetReference(source);
        private readonly ref T _destination = ref MemoryMarshal.GetReference(destination);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T> =>
            function.Apply(TVector.Load(in _source, index)).Store(ref _destination, index);
    }
}
