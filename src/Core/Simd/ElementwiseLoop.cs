using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>Runs element-wise formulas over arrays, at the full width of the processor.</summary>
public static class ElementwiseLoop
{
    /// <summary>Writes <c>destinationᵢ = f(sourceᵢ)</c>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="source">The arguments, of any length.</param>
    /// <param name="destination">
    /// Overwritten; as long as <paramref name="source"/>, and either the same memory or none of it.
    /// </param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TFunction">The function.</typeparam>
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
        RunUnchecked(function, source, destination);
    }

    /// <summary>Writes <c>destinationᵢ = f(sourceᵢ)</c> and checks nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RunUnchecked<T, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        if (RegisterWidth.IsWide) Run<T, WideVector<T>, TFunction>(function, source, destination);
        else Run<T, VariableVector<T>, TFunction>(function, source, destination);
    }

    /// <summary>Writes <c>destinationᵢ = f(sourceᵢ)</c> row by row.</summary>
    /// <param name="function">The function.</param>
    /// <param name="source">The arguments.</param>
    /// <param name="destination">
    /// Overwritten; of the shape of <paramref name="source"/>, and either the same memory or none of it.
    /// </param>
    /// <exception cref="NotSupportedException">
    /// <typeparamref name="T"/> is neither <see cref="float"/> nor <see cref="double"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The shapes differ, or the rows overlap in part.</exception>
    /// <inheritdoc cref="Run{T, TFunction}(TFunction, ReadOnlySpan{T}, Span{T})" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TFunction>(TFunction function, ReadOnlyRows<T> source, Rows<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction<T>
    {
        source.ThrowIfNotLike(destination);
        if (source.Stride == destination.Stride) Run(function, source.Span, destination.Span); // and the padding
        else for (int row = 0; row < source.Count; row++) Run(function, source[row], destination[row]);
    }

    /// <summary>Applies a function with registers of <typeparamref name="TVector"/>; checks nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<T, TVector, TFunction>(TFunction function, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TVector : struct, ISimdVector<TVector, T>
        where TFunction : struct, IElementwiseFunction<T> =>
        Run<T, TVector, Map<T, TFunction>>(new Map<T, TFunction>(function, source, destination), 0, (nuint)source.Length);

    /// <summary>Runs a kernel over elements [0, count) of its arrays; checks nothing.</summary>
    /// <param name="kernel">The formula and its arrays, each of at least <paramref name="count"/> elements.</param>
    /// <param name="count">The elements.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TKernel">The formula.</typeparam>
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
    internal static void Run<T, TVector, TKernel>(TKernel kernel, nuint index, nuint count)
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
public interface IElementwiseFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Returns the function value of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    TVector Apply<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector, T>;
}

/// <summary>A formula over the arrays that the kernel references, one vector of each at a time.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IElementwiseKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Loads, computes and stores elements [index, index + Count) of the arrays.</summary>
    /// <param name="index">The first element.</param>
    /// <typeparam name="TVector">The vector.</typeparam>
    void Apply<TVector>(nuint index)
        where TVector : struct, ISimdVector<TVector, T>;
}
