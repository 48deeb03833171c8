using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>Runs element-wise formulas over arrays.</summary>
internal static class ElementwiseLoop
{
    /// <summary>
    /// Checks the spans, then applies a function to each element. <paramref name="destination"/> may be
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

    /// <summary>Applies a function with registers of <typeparamref name="TVector"/>; checks nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TFunction : struct, IElementwiseFunction<T> =>
        Run<T, TVector, Map<T, TFunction>>(new Map<T, TFunction>(function, source, destination), 0, (nuint)source.Length);

    /// <summary>Runs a kernel over elements [0, count) of its arrays; checks nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TKernel>(TKernel kernel, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKernel : struct, IElementwiseKernel<T>, allows ref struct
    {
        if (RegisterWidth.IsWide) Run<T, WideVector<T>, TKernel>(kernel, 0, (nuint)count);
        else Run<T, VariableVector<T>, TKernel>(kernel, 0, (nuint)count);
    }

    /// <summary>
    /// Runs a kernel over elements [index, count) with registers of <typeparamref name="TVector"/>, then element by element.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, TVector, TKernel>(TKernel kernel, nuint index, nuint count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TKernel : struct, IElementwiseKernel<T>, allows ref struct
    {
        nuint width = (nuint)TVector.Count;
        if (index + width <= count)
        {
            // The condition is at the bottom: only then does the compiler hoist the constants of the formula out of the loop.
            nuint last = count - width;
            do
            {
                kernel.Apply<TVector>(index);
                index += width;
            }
            while (index <= last);
        }

        // A separate call, not a second loop: inlining the formula twice here would exceed the compiler's inlining budget.
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

/// <summary>A function of one variable, as a formula over vectors.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the function value of each lane.</summary>
    TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>;
}

/// <summary>A formula over the arrays that the kernel references, one vector of each at a time.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal interface IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Loads, computes and stores elements [index, index + Count) of the arrays.</summary>
    void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T>;
}
