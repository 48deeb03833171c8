using System.Runtime.InteropServices;

namespace SimdOptim.Layers;

/// <summary>
/// Batch normalization: <c>x̂ = (x - mean)/√(variance + ε)</c> and <c>y = γ·x̂ + β</c> for each feature, with mean and biased
/// variance over the batch in training, and their running averages <c>r = momentum·r + (1 - momentum)·batch</c> in evaluation.
/// </summary>
/// <remarks>
/// <para>
/// Backward, with g the derivative by y and m the samples of the batch: <c>dβ = Σg</c>, <c>dγ = Σg·x̂</c>,
/// <c>dx = γ/√(variance + ε)·(g - dβ/m - x̂·dγ/m)</c>. γ is the tensor <c>weight</c> and β the tensor <c>bias</c>, by PyTorch's
/// names.
/// </para>
/// <para>
/// A batch of one, which PyTorch refuses, has variance 0: x̂ is 0, y is β, and nothing flows back. Its sample is taken into the
/// running mean, of which it is an unbiased estimate; the running variance, of which it tells nothing, stays. A bias right before
/// this layer is taken away again with the mean: its true gradient is 0, and what is computed is rounding.
/// </para>
/// <para>
/// Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate shift", 2015.
/// </para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class BatchNorm<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterTensor[] _tensors;
    private readonly ParameterTensor[] _buffers;

    internal BatchNorm(int count, BatchNormOptions options)
        : base(count, count)
    {
        Throw.IfOutside(0, 1, options.Momentum, nameof(options.Momentum));
        Throw.IfOverflowing<T>(Throw.IfNegativeOrNotFinite(options.Epsilon, nameof(options.Epsilon)), nameof(options.Epsilon));
        Throw.IfNotPositive(double.CreateChecked(T.CreateChecked(options.Epsilon)), nameof(options.Epsilon));
        Throw.IfOverflowing<T>(
            Throw.IfNegativeOrNotFinite(options.InitialRunningVariance, nameof(options.InitialRunningVariance)),
            nameof(options.InitialRunningVariance));
        Options = options;
        _tensors = Normalization.CreateTensors(count);
        _buffers =
        [
            new ParameterTensor("running_mean", 0, 1, count, TensorKind.RunningMean),
            new ParameterTensor("running_var", count, 1, count, TensorKind.RunningVariance)
            {
                InitialValue = options.InitialRunningVariance,
            },
        ];
    }

    /// <summary>Gets how the running averages are kept.</summary>
    public BatchNormOptions Options { get; }

    /// <inheritdoc/>
    public override Description Describe() => new("batchnorm")
    {
        { "momentum", Options.Momentum },
        { "epsilon", Options.Epsilon },
        { "unbiased", Options.UsesUnbiasedVariance },
        { "initialVariance", Options.InitialRunningVariance },
        { "frozen", Options.IsFrozen },
    };

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterTensor> Buffers => _buffers;

    /// <remarks>Mean and variance, <c>[2, features]</c>, then x̂, <c>[batch, features]</c>.</remarks>
    /// <inheritdoc/>
    public override long GetCacheCount(int maxBatchSize) => (2L + maxBatchSize) * InputCount;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass)
    {
        ReadOnlySpan<T> statistics = pass.Buffers;
        Rows<T> normalized = pass.Outputs; // in evaluation only on the way
        if (pass.IsTraining)
        {
            Span<T> measured = pass.Cache[..(2 * InputCount)];
            if (Options.IsFrozen) pass.Buffers.CopyTo(measured);
            else Measure(pass.Inputs, measured, pass.Buffers);
            statistics = measured;
            normalized = Rows<T>.Trust(pass.Cache[measured.Length..], pass.Inputs.Count, InputCount, InputCount);
        }

        ElementwiseLoop.Run<T, ForwardKernel>(
            new ForwardKernel(pass, statistics, normalized, InputCount, Options.Epsilon), InputCount);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass)
    {
        ReadOnlySpan<T> statistics = pass.Cache[..(2 * InputCount)];
        ReadOnlyRows<T> normalized = ReadOnlyRows<T>.Trust(pass.Cache[statistics.Length..], pass.Inputs.Count, InputCount, InputCount);
        Normalization.Backward(pass.OutputGradients, normalized, pass.ParameterGradients);
        if (pass.InputGradients.IsEmpty) return;

        // Statistics that do not depend on the batch give nothing back.
        double share = Options.IsFrozen ? 0 : 1.0 / pass.Inputs.Count;
        ElementwiseLoop.Run<T, BackwardKernel>(
            new BackwardKernel(pass, statistics, normalized, InputCount, Options.Epsilon, share), InputCount);
    }

    /// <summary>Writes mean and variance of a batch, <c>[2, features]</c>, and takes them into the running averages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(ReadOnlyRows<T> inputs, Span<T> measured, Span<T> running)
    {
        Span<T> mean = measured[..InputCount], variance = measured[InputCount..];
        ColumnSums.Mean(inputs, mean);
        ColumnSums.Variance(inputs, mean, variance);
        Average(running[..InputCount], mean, 1 - Options.Momentum);

        int batch = inputs.Count;
        if (batch == 1) return; // one sample has no variance
        double weight = 1 - Options.Momentum;
        Average(running[InputCount..], variance, Options.UsesUnbiasedVariance ? weight * batch / (batch - 1) : weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Average(Span<T> running, ReadOnlySpan<T> measured, double weight) =>
        ElementwiseLoop.Run<T, AverageKernel>(new AverageKernel(running, measured, Options.Momentum, weight), running.Length);

    /// <summary><c>r = momentum·r + weight·batch</c></summary>
    private readonly ref struct AverageKernel(Span<T> running, ReadOnlySpan<T> measured, double momentum, double weight)
        : IElementwiseKernel<T>
    {
        private readonly ref T _running = ref MemoryMarshal.GetReference(running);
        private readonly ref T _measured = ref MemoryMarshal.GetReference(measured);
        private readonly double _momentum = momentum;
        private readonly double _weight = weight;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector average = (_momentum * TVector.Load(in _running, index)) + (_weight * TVector.Load(in _measured, index));
            default(FlushDenormals<T>).Apply(average).Store(ref _running, index);
        }
    }

    /// <summary><c>x̂ = (x - mean)/√(variance + ε); y = γ·x̂ + β</c>, all samples of some features at a time.</summary>
    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref struct ForwardKernel(
        in ForwardPass<T> pass, ReadOnlySpan<T> statistics, Rows<T> normalized, int features, double epsilon)
        : IElementwiseKernel<T>
    {
        private readonly ref T _inputs = ref MemoryMarshal.GetReference(pass.Inputs.Span);
        private readonly ref T _outputs = ref MemoryMarshal.GetReference(pass.Outputs.Span);
        private readonly ref T _normalized = ref MemoryMarshal.GetReference(normalized.Span);
        private readonly ref T _statistics = ref MemoryMarshal.GetReference(statistics); // mean, variance
        private readonly ref T _parameters = ref MemoryMarshal.GetReference(pass.Parameters); // γ, β
        private readonly nuint _inputStride = (nuint)pass.Inputs.Stride;
        private readonly nuint _outputStride = (nuint)pass.Outputs.Stride;
        private readonly nuint _normalizedStride = (nuint)normalized.Stride;
        private readonly int _count = pass.Inputs.Count;
        private readonly nuint _features = (nuint)features;
        private readonly double _epsilon = epsilon;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector mean = TVector.Load(in _statistics, index);
            TVector variance = TVector.Load(in _statistics, _features + index);
            TVector scale = TVector.Load(in _parameters, index);
            TVector shift = TVector.Load(in _parameters, _features + index);
            TVector inverseDeviation = TVector.Constant(1) / TVector.Sqrt(variance + _epsilon);
            nuint input = index, output = index;
            for (int sample = 0; sample < _count; sample++)
            {
                TVector normalized = (TVector.Load(in _inputs, input) - mean) * inverseDeviation;
                normalized.Store(ref _normalized, index);
                ((scale * normalized) + shift).Store(ref _outputs, output);
                input += _inputStride;
                output += _outputStride;
                index += _normalizedStride;
            }
        }
    }

    /// <summary><c>dx = γ/√(variance + ε)·(g - share·dβ - x̂·share·dγ)</c>, all samples of some features at a time.</summary>
    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref struct BackwardKernel(
        in BackwardPass<T> pass,
        ReadOnlySpan<T> statistics,
        ReadOnlyRows<T> normalized,
        int features,
        double epsilon,
        double share)
        : IElementwiseKernel<T>
    {
        private readonly ref T _outputGradients = ref MemoryMarshal.GetReference(pass.OutputGradients.Span);
        private readonly ref T _inputGradients = ref MemoryMarshal.GetReference(pass.InputGradients.Span);
        private readonly ref T _normalized = ref MemoryMarshal.GetReference(normalized.Span);
        private readonly ref T _statistics = ref MemoryMarshal.GetReference(statistics); // mean, variance
        private readonly ref T _parameters = ref MemoryMarshal.GetReference(pass.Parameters); // γ, β
        private readonly ref T _parameterGradients = ref MemoryMarshal.GetReference(pass.ParameterGradients); // dγ, dβ
        private readonly nuint _inputStride = (nuint)pass.Inputs.Stride;
        private readonly nuint _outputStride = (nuint)pass.Outputs.Stride;
        private readonly nuint _normalizedStride = (nuint)normalized.Stride;
        private readonly int _count = pass.Inputs.Count;
        private readonly nuint _features = (nuint)features;
        private readonly double _epsilon = epsilon;
        private readonly double _share = share;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TVector>(nuint index)
            where TVector : struct, ISimdVector<TVector, T>
        {
            TVector variance = TVector.Load(in _statistics, _features + index);
            TVector factor = TVector.Load(in _parameters, index) / TVector.Sqrt(variance + _epsilon);
            TVector ofScale = _share * TVector.Load(in _parameterGradients, index);
            TVector ofShift = _share * TVector.Load(in _parameterGradients, _features + index);
            nuint input = index, output = index;
            for (int sample = 0; sample < _count; sample++)
            {
                TVector throughMean = TVector.Load(in _outputGradients, output) - ofShift;
                TVector throughBoth = throughMean - (TVector.Load(in _normalized, index) * ofScale);
                (factor * throughBoth).Store(ref _inputGradients, input);
                input += _inputStride;
                output += _outputStride;
                index += _normalizedStride;
            }
        }
    }
}
