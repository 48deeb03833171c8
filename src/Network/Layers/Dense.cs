using SimdOptim.Initializers;
using SimdOptim.Simd.Matrices;

namespace SimdOptim.Layers;

/// <summary>
/// A fully connected layer: <c>Y = X·W + b</c> with X <c>[batch, inputs]</c>, W <c>[inputs, outputs]</c>, b <c>[outputs]</c>.
/// </summary>
/// <remarks>
/// Backward, with G the derivative by Y: <c>dW = Xᵀ·G</c>, <c>db = Σ over the batch of G</c>, <c>dX = G·Wᵀ</c>.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Dense<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewer outputs fill a register too little to multiply along them.</summary>
    private const int NarrowCount = 12;

    private readonly ParameterTensor[] _tensors;
    private readonly IInitializer?[] _initializers;

    internal Dense(int inputCount, int outputCount, IInitializer? weights = null, IInitializer? biases = null)
        : base(inputCount, outputCount)
    {
        _initializers = [weights, biases];
        _tensors =
        [
            new ParameterTensor("weight", 0, inputCount, outputCount, TensorKind.Weight),
            new ParameterTensor("bias", inputCount * outputCount, 1, outputCount, TensorKind.Bias),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <inheritdoc/>
    public override IReadOnlyList<IInitializer?> Initializers => _initializers;

    /// <inheritdoc/>
    public override int ScratchCount => IsNarrow ? WeightCount : 0;

    /// <summary>Gets whether the gradients by the weights are computed as a whole, in the scratch.</summary>
    internal bool IsNarrow => OutputCount < NarrowCount && InputCount > OutputCount;

    internal int WeightCount => InputCount * OutputCount;

    /// <inheritdoc/>
    public override Description Describe() => new("dense") { { "outputs", OutputCount } };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(in ForwardPass<T> pass) => DenseForwardJob<T>.Run(this, in pass, pass.Outputs, null, null);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(in BackwardPass<T> pass) => DenseBackwardJob<T>.Run(this, in pass, null, null);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void PlanSample(ref Stage<T> stage) =>
        WriteProduct(null, InputCount, stage.Parameters, stage.Outputs, stage.OutputStride, 1, out stage.Product);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void ForwardSample(ref Stage<T> stage, T* inputs)
    {
        stage.Product.Left = inputs;
        MatrixRow.Run<T, MatrixRow.Identity<T>>(in stage.Product, default);
    }

    /// <summary>Writes the operands of <c>X·W + b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WriteProduct(
        T* inputs, int inputStride, T* parameters, T* outputs, int outputStride, int batch, out MatrixOperands<T> product)
    {
        MatrixOperands<T>.Create(
            inputs, inputStride, parameters, OutputCount, outputs, outputStride, batch, InputCount, OutputCount, out product);
        product.Bias = parameters + WeightCount;
    }
}
