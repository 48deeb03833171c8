using System.Runtime.InteropServices;

namespace SimdOptim.Simd;

/// <summary>
/// A transposed block of samples, <c>[classes, samples]</c>, in which each lane holds one sample. The softmax of a few classes
/// then uses full registers; a row of one sample would fill only part of a register. A sum is that of the even classes plus that
/// of the odd ones.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly ref struct SampleBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The maximum number of samples in a block: enough that no pass waits for the results of the previous pass.
    /// </summary>
    public const int MaxSamples = 64;

    /// <summary>The maximum number of classes in a block. Longer rows fill registers by themselves.</summary>
    public const int MaxClasses = 64;

    /// <summary>The maximum number of elements that a block needs.</summary>
    public const int MaxCount = (MaxClasses + 2) * MaxSamples;

    /// <summary>The samples are padded to a multiple of 16, whole registers of every width.</summary>
    private const int Grain = 16;

    private readonly Span<T> _values; // [classes, _stride]
    private readonly int _classes;
    private readonly int _stride;

    /// <summary>Initializes the block.</summary>
    /// <param name="memory"><see cref="MaxCount"/> elements; overwritten.</param>
    /// <param name="classes">The number of classes, 1 … <see cref="MaxClasses"/>.</param>
    /// <param name="samples">The number of samples, 1 … <see cref="MaxSamples"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SampleBlock(Span<T> memory, int classes, int samples)
    {
        _stride = (samples + Grain - 1) & -Grain;
        _classes = classes;
        _values = memory[..(classes * _stride)];
        Maxima = memory.Slice(classes * _stride, _stride);
        Sums = memory.Slice((classes + 1) * _stride, _stride);
    }

    /// <summary>Gets the largest value of each sample, after <see cref="Normalize"/>.</summary>
    public Span<T> Maxima { get; }

    /// <summary>Gets <c>Σⱼ e^(xⱼ - max x)</c> of each sample, after <see cref="Normalize"/>.</summary>
    public Span<T> Sums { get; }

    /// <summary>Gets the value of a sample for a class.</summary>
    public ref T this[int sample, int @class] => ref _values[(@class * _stride) + sample];

    /// <summary>Copies <c>[samples, classes]</c> into the block and sets the padding to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlyRows<T> rows)
    {
        if (rows.Count < _stride) _values.Clear();
        ref T value = ref MemoryMarshal.GetReference(_values);
        ref T source = ref MemoryMarshal.GetReference(rows.Span);
        int padding = rows.Stride - _classes, count = rows.Count;
        for (int i = 0, sample = 0; sample < count; sample++, i += padding)
        {
            for (int end = i + _classes, target = sample; i < end; i++, target += _stride)
                Unsafe.Add(ref value, target) = Unsafe.Add(ref source, i);
        }
    }

    /// <summary>Copies the first samples of the block to <c>[samples, classes]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(Rows<T> rows)
    {
        ref T value = ref MemoryMarshal.GetReference(_values);
        ref T target = ref MemoryMarshal.GetReference(rows.Span);
        int padding = rows.Stride - _classes, count = rows.Count;
        for (int i = 0, sample = 0; sample < count; sample++, i += padding)
        {
            for (int end = i + _classes, source = sample; i < end; i++, source += _stride)
                Unsafe.Add(ref target, i) = Unsafe.Add(ref value, source);
        }
    }

    /// <summary>Replaces the values of each sample by their softmax <c>e^(xᵢ - max x)/Σⱼ e^(xⱼ - max x)</c>.</summary>
    public void Normalize()
    {
        if (RegisterWidth.IsWide) Normalize<WideVector<T>>();
        else Normalize<VariableVector<T>>();
    }

    /// <summary>Replaces the values of one sample by their softmax, with the bits that a block gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void NormalizeOne(Span<T> values) =>
        Normalize<ScalarVector<T>>(ref MemoryMarshal.GetReference(values), 0, 1, (nuint)values.Length, out _, out _);

    /// <summary><see cref="Normalize()"/> with registers of <typeparamref name="TVector"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal void Normalize<TVector>()
        where TVector : struct, ISimdVector<TVector, T>
    {
        for (nuint lane = 0; lane < (nuint)_stride; lane += (nuint)TVector.Count)
        {
            Normalize(ref MemoryMarshal.GetReference(_values), lane, (nuint)_stride, (nuint)_values.Length, out TVector max, out TVector sum);
            max.Store(ref MemoryMarshal.GetReference(Maxima), lane);
            sum.Store(ref MemoryMarshal.GetReference(Sums), lane);
        }
    }

    /// <summary>Normalizes one register of samples, whose classes are <paramref name="stride"/> elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<TVector>(ref T values, nuint first, nuint stride, nuint end, out TVector max, out TVector sum)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector largest = TVector.Load(in values, first);
        for (nuint i = first + stride; i < end; i += stride) largest = TVector.Max(largest, TVector.Load(in values, i));

        TVector total = TVector.Constant(0), other = total; // two alternating sums halve the chain of dependent additions
        for (nuint i = first; i < end; i += stride)
        {
            TVector exponential = Elementary.ExpOfNonPositive<TVector, T>(TVector.Load(in values, i) - largest);
            exponential.Store(ref values, i);
            exponential += total;
            total = other;
            other = exponential;
        }

        total += other;
        for (nuint i = first; i < end; i += stride) (TVector.Load(in values, i) / total).Store(ref values, i);
        max = largest;
        sum = total;
    }

    /// <summary>Replaces each value x by <c>(x - subtrahend)/divisor</c>.</summary>
    public void Scale(double subtrahend, double divisor) =>
        ElementwiseLoop.Run<T, ScaleKernel>(new ScaleKernel(_values, subtrahend, divisor), _values.Length);

    private readonly ref struct ScaleKernel(Span<T> values, double subtrahend, double divisor) : IElementwiseKernel<T>
    {
        private readonly ref T _values = ref MemoryMarshal.GetReference(values);
        private readonly double _summand = -subtrahend;
        private readonly double _divisor = divisor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T> =>
            ((TVector.Load(in _values, index) + _summand) / TVector.Constant(_divisor)).Store(ref _values, index);
    }
}
