using System.Runtime.InteropServices;
using SimdOptim.Simd;

namespace SimdOptim.Gradients;

/// <summary>
/// Combines the gradients of several batches into the gradient of one larger batch, <c>Σ wᵢ·gᵢ / Σ wᵢ</c>, for batches that do
/// not fit into memory. Only the constructor allocates. Instances are not thread-safe.
/// </summary>
/// <remarks>
/// If the weights are the batch sizes, the result is the gradient of the mean loss over all samples, up to rounding. NaN,
/// infinity and an overflow of the sum stay in the mean. A <see cref="Optimizers.NonFiniteGuard"/> then refuses the whole step.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class GradientAccumulator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedArray<T> _sum;

    /// <summary>Initializes the accumulator and allocates its memory, one number per parameter.</summary>
    /// <param name="parameterCount">The number of parameters, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parameterCount"/> is negative.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public GradientAccumulator(int parameterCount)
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        _sum = new AlignedArray<T>(parameterCount);
    }

    /// <summary>Gets the number of parameters.</summary>
    public int ParameterCount => _sum.Length;

    /// <summary>Gets the number of gradients added since the last mean was taken.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the sum of the weights of these gradients.</summary>
    public double TotalWeight { get; private set; }

    /// <summary>Adds the gradient of a batch.</summary>
    /// <param name="gradients"><c>[parameters]</c>; read only.</param>
    /// <param name="weight">
    /// The weight of the gradient, such as the number of samples in its batch. Finite and above 0, also after rounding to
    /// <typeparamref name="T"/>.
    /// </param>
    /// <exception cref="ArgumentException">The length is not <see cref="ParameterCount"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="weight"/>, or the sum of all weights, is outside its range.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<T> gradients, double weight = 1)
    {
        Throw.IfLengthIsNot(ParameterCount, gradients);
        Throw.IfNotPositive(Rounded(weight), nameof(weight));
        double totalWeight = TotalWeight + weight;
        Throw.IfNegativeOrNotFinite(Rounded(totalWeight), nameof(weight));
        ElementwiseLoop.Run<T, WeightedSum>(new WeightedSum(weight, gradients, _sum.Span), ParameterCount);
        TotalWeight = totalWeight;
        Count++;
    }

    /// <summary>Writes the weighted mean of the added gradients and clears the accumulator.</summary>
    /// <param name="destination"><c>[parameters]</c>; overwritten.</param>
    /// <exception cref="ArgumentException">The length is not <see cref="ParameterCount"/>.</exception>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeMean(Span<T> destination)
    {
        Throw.IfLengthIsNot<T>(ParameterCount, destination, nameof(destination));
        if (Count == 0) throw new InvalidOperationException("No gradient has been added since the last mean was taken.");
        ElementwiseLoop.Run<T, Mean>(new Mean(TotalWeight, _sum.Span, destination), ParameterCount);
        (Count, TotalWeight) = (0, 0);
    }

    /// <summary>Discards the added gradients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear()
    {
        _sum.Span.Clear();
        (Count, TotalWeight) = (0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rounded(double weight) => double.CreateChecked(T.CreateChecked(weight));

    /// <summary><c>sum += weight·gradient</c></summary>
    private readonly ref struct WeightedSum(double weight, ReadOnlySpan<T> gradients, Span<T> sum) : IElementwiseKernel<T>
    {
        private readonly ref T _gradient = ref MemoryMarshal.GetReference(gradients);
        private readonly ref T _sum = ref MemoryMarshal.GetReference(sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T> =>
            (TVector.Load(in _sum, index) + (weight * TVector.Load(in _gradient, index))).Store(ref _sum, index);
    }

    /// <summary><c>destination = sum / weight; sum = 0</c></summary>
    private readonly ref struct Mean(double weight, Span<T> sum, Span<T> destination) : IElementwiseKernel<T>
    {
        private readonly ref T _sum = ref MemoryMarshal.GetReference(sum);
        private readonly ref T _destination = ref MemoryMarshal.GetReference(destination);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            (TVector.Load(in _sum, index) / TVector.Constant(weight)).Store(ref _destination, index);
            TVector.Constant(0).Store(ref _sum, index);
        }
    }
}
