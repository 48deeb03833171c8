using System.Runtime.InteropServices;

namespace SimdOptim.Layers;

/// <summary>
/// Layer normalization: <c>x̂ = (x - mean)/√(variance + ε)</c> and <c>y = γ·x̂ + β</c>, with mean and biased variance over
/// the n features of each sample; the same in training and evaluation, and whatever the batch.
/// </summary>
/// <remarks>
/// Backward, with g the derivative by y and h = γ·g: <c>dβ = Σg</c>, <c>dγ = Σg·x̂</c> over the batch, and for each sample
/// <c>dx = (h - Σh/n - x̂·Σ(h·x̂)/n)/√(variance + ε)</c>. γ is the tensor <c>weight</c> and β the tensor <c>bias</c>,
/// PyTorch's names. Ba, Kiros and Hinton, "Layer normalization", 2016.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class LayerNorm<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterTensor[] _tensors;

    internal LayerNorm(int count, double epsilon)
        : base(count, count)
    {
        Throw.IfOverflowing<T>(Throw.IfNegativeOrNotFinite(epsilon), nameof(epsilon));
        Throw.IfNotPositive(double.CreateChecked(T.CreateChecked(epsilon)), nameof(epsilon));
        Epsilon = epsilon;
        _tensors = Normalization.CreateTensors(count);
    }

    /// <summary>Gets ε, which is added to the variance.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("layernorm") { { "epsilon", Epsilon } };

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <remarks>x̂, <c>[batch, features]</c>, then 1/√(variance + ε), <c>[batch]</c>.</remarks>
    /// <inheritdoc/>
    public override long GetCacheCount(int maxBatchSize) => maxBatchSize * (InputCount + 1L);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        T count = T.CreateChecked(InputCount), epsilon = T.CreateChecked(Epsilon);
        for (int sample = 0; sample < pass.Inputs.Count; sample++)
        {
            ReadOnlySpan<T> inputs = pass.Inputs[sample];
            Span<T> outputs = pass.Outputs[sample];
            Span<T> row = pass.IsTraining ? pass.Cache.Slice(sample * InputCount, InputCount) : outputs; // else only on the way
            ElementwiseLoop.Run(new Addition(-double.CreateChecked(Reductions.Sum(inputs) / count)), inputs, row);
            T inverseDeviation = T.One / T.Sqrt((Reductions.SumOfSquares<T>(row) / count) + epsilon);
            if (pass.IsTraining) pass.Cache[(pass.Inputs.Count * InputCount) + sample] = inverseDeviation;
            ElementwiseLoop.Run<T, ForwardKernel>(new ForwardKernel(row, pass.Parameters, outputs, inverseDeviation), InputCount);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        ReadOnlyRows<T> normalized = ReadOnlyRows<T>.Trust(pass.Cache, pass.Inputs.Count, InputCount, InputCount);
        ReadOnlySpan<T> scale = pass.Parameters[..InputCount];
        Normalization.Backward(pass.OutputGradients, normalized, pass.ParameterGradients);
        T count = T.CreateChecked(InputCount);
        for (int sample = 0; sample < pass.InputGradients.Count; sample++)
        {
            ReadOnlySpan<T> row = normalized[sample];
            Span<T> gradients = pass.InputGradients[sample]; // first those by x̂
            ElementwiseLoop.Run<T, ProductKernel<T>>(
                new ProductKernel<T>(pass.OutputGradients[sample], scale, gradients), InputCount);
            T mean = Reductions.Sum<T>(gradients) / count, slope = Reductions.Dot(gradients, row) / count;
            ElementwiseLoop.Run<T, BackwardKernel>(
                new BackwardKernel(gradients, row, mean, slope, pass.Cache[(pass.Inputs.Count * InputCount) + sample]), InputCount);
        }
    }

    /// <summary><c>x + summand</c></summary>
    private readonly struct Addition(double summand) : IElementwiseFunction<T>
    {
        private readonly double _summand = summand;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector x)
            where TVector : struct, ISimdVector<TVector, T> => x + _summand;
    }

    /// <summary><c>x̂ = (x - mean)·inverseDeviation; y = γ·x̂ + β</c>, with x - mean in the place of x̂.</summary>
    private readonly ref struct ForwardKernel(Span<T> normalized, ReadOnlySpan<T> parameters, Span<T> outputs, T inverseDeviation)
        : IElementwiseKernel<T>
    {
        private readonly ref T _normalized = ref MemoryMarshal.GetReference(normalized);
        private readonly ref T _parameters = ref MemoryMarshal.GetReference(parameters); // γ, β
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(outputs);
        private readonly nuint _features = (nuint)outputs.Length;
        private readonly double _inverseDeviation = double.CreateChecked(inverseDeviation);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector normalized = _inverseDeviation * TVector.Load(in _normalized, index);
            normalized.Store(ref _normalized, index);
            TVector scaled = TVector.Load(in _parameters, index) * normalized;
            (scaled + TVector.Load(in _parameters, _features + index)).Store(ref _outputs, index);
        }
    }

    /// <summary><c>dx = (h - mean - x̂·slope)·inverseDeviation</c>, in the place of h.</summary>
    private readonly ref struct BackwardKernel(
        Span<T> gradients, ReadOnlySpan<T> normalized, T mean, T slope, T inverseDeviation) : IElementwiseKernel<T>
    {
        private readonly ref T _gradients = ref MemoryMarshal.GetReference(gradients);
        private readonly ref T _normalized = ref MemoryMarshal.GetReference(normalized);
        private readonly double _negativeMean = -double.CreateChecked(mean);
        private readonly double _slope = double.CreateChecked(slope);
        private readonly double _inverseDeviation = double.CreateChecked(inverseDeviation);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector throughMean = TVector.Load(in _gradients, index) + _negativeMean;
            TVector throughBoth = throughMean - (_slope * TVector.Load(in _normalized, index));
            (_inverseDeviation * throughBoth).Store(ref _gradients, index);
        }
    }
}
