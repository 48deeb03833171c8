using SimdOptim.Layers;
using SimdOptim.Losses;

namespace SimdOptim;

/// <summary>
/// A stack of layers over one flat array of parameters. It does not change while it infers: any number of threads may use it at
/// once, each with its own <see cref="Workspace{T}"/>. Neither inference nor training allocates.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Network<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Layer<T>[] _layers;
    private readonly Range[] _parameterRanges; // of each layer
    private readonly Range[] _bufferRanges; // of each layer
    private readonly AlignedArray<T> _parameters;
    private readonly AlignedArray<T> _buffers;
    private readonly bool _mayBeSkipped; // the last layer, by a loss that is fused with it

    internal Network(IEnumerable<Layer<T>> layers)
    {
        _layers = [.. layers];
        InputCount = _layers[0].InputCount;
        OutputCount = _layers[^1].OutputCount;
        (Layout, _parameterRanges) = LayerLayout.Create(_layers, layer => layer.Tensors);
        (BufferLayout, _bufferRanges) = LayerLayout.Create(_layers, layer => layer.Buffers);
        _parameters = new AlignedArray<T>(Layout.Count);
        _buffers = new AlignedArray<T>(BufferLayout.Count);
        _mayBeSkipped = Plan<T>.MayBeSkipped(_layers[^1]);
        Reset(Layout, _parameters.Span);
        Reset(BufferLayout, _buffers.Span);
    }

    /// <summary>Gets the layers from input to output.</summary>
    public IReadOnlyList<Layer<T>> Layers => _layers;

    /// <summary>Gets the values of a sample that come in.</summary>
    public int InputCount { get; }

    /// <summary>Gets the values of a sample that go out.</summary>
    public int OutputCount { get; }

    /// <summary>Gets the number of parameters.</summary>
    public int ParameterCount => _parameters.Length;

    /// <summary>Returns where the parameters of a layer lie.</summary>
    internal Range GetParameterRange(int layer) => _parameterRanges[layer];

    /// <summary>Returns the buffers of a layer.</summary>
    internal Span<T> BuffersOf(int layer) => _buffers.Span[_bufferRanges[layer]];

    /// <summary>Gets where each tensor lies among the buffers.</summary>
    public ParameterLayout BufferLayout { get; }

    /// <summary>Gets where each tensor lies among the parameters.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Gets all parameters, <c>[ParameterCount]</c>, to be read and written.</summary>
    public Span<T> Parameters => _parameters.Span;

    /// <summary>Gets all buffers, such as the running averages of a normalization: what is learned without gradients.</summary>
    public Span<T> Buffers => _buffers.Span;

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="inputs">
    /// <c>[batch, InputCount]</c>. NaN is not refused: the sample's outputs are then NaN, and no other sample's change.
    /// </param>
    /// <param name="workspace">A workspace of this network, which no other thread uses meanwhile.</param>
    /// <returns><c>[batch, OutputCount]</c>, in the workspace: valid until its next use.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of <see cref="InputCount"/>, the batch is empty or larger than the
    /// workspace, the workspace is another network's, or <paramref name="inputs"/> lies in it.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ReadOnlySpan<T> Predict(ReadOnlySpan<T> inputs, Workspace<T> workspace)
    {
        int batch = CheckBatch(inputs, workspace);
        using SingleThreadGuard guard = workspace.Enter();
        return PredictUnchecked(inputs, batch, workspace);
    }

    /// <summary>
    /// Computes the mean loss of a batch and its gradient by every parameter: one forward and one backward pass.
    /// </summary>
    /// <param name="inputs"><c>[batch, InputCount]</c>, finite.</param>
    /// <param name="targets">The targets of the batch: what <paramref name="loss"/> says.</param>
    /// <param name="loss">The loss, fused with the last layer where it can be.</param>
    /// <param name="workspace">A workspace of this network, for training, which no other thread uses meanwhile.</param>
    /// <param name="gradients"><c>[ParameterCount]</c>; overwritten.</param>
    /// <param name="step">
    /// The number of steps taken before, which decides what random masks are drawn; not negative. Null for the number of passes
    /// without a step that were computed in <paramref name="workspace"/> before, so that each draws new masks.
    /// </param>
    /// <returns>The mean loss.</returns>
    /// <remarks>
    /// This is the pass of training: each call takes its batch into the running averages among <see cref="Buffers"/>, once; so a
    /// network that has some trains on one thread. Neither loss nor gradients depend on those, but for a frozen batch
    /// normalization, which leaves them alone.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// A length, the batch, the workspace or the loss does not fit, an input is not finite, a target is invalid, or spans share
    /// memory of which one is written; nothing has been written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public double ComputeGradients(
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<T> targets,
        Loss<T> loss,
        Workspace<T> workspace,
        Span<T> gradients,
        long? step = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        int batch = CheckTrainingBatch(inputs, workspace);
        Throw.IfLengthIsNot(batch * loss.CountTargets(OutputCount), targets);
        ArgumentOutOfRangeException.ThrowIfNegative(step ?? 0, nameof(step));
        Throw.IfOverlapping(workspace.Plan.Outputs, targets, nameof(workspace));
        loss.Validate(OutputCount, targets);
        Throw.IfLengthIsNot<T>(ParameterCount, gradients, nameof(gradients));
        RefuseShared(gradients, nameof(gradients), inputs, targets, nameof(targets), workspace);
        Throw.IfOverlapping<T>(_buffers.Span, targets, nameof(Buffers));
        if (!Reductions.AllFinite(inputs)) throw new ArgumentException(DescribeNotFinite(inputs), nameof(inputs));
        using SingleThreadGuard guard = workspace.Enter();
        return ComputeGradientsUnchecked(inputs, targets, loss, workspace, gradients, step ?? workspace.CountPass());
    }

    /// <summary>Computes cost and gradients, of arguments known to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double ComputeGradientsUnchecked(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Loss<T> loss, Workspace<T> workspace, Span<T> gradients, long step)
    {
        double cost = MeasureCost(inputs, targets, loss, workspace, step);
        int batch = inputs.Length / InputCount;
        workspace.Plan.Backward(inputs, batch, SkipsLast(loss), gradients, [], workspace.Team);
        return cost;
    }

    /// <summary>Computes the mean loss of a batch in training, of arguments known to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double MeasureCost(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Loss<T> loss, Workspace<T> workspace, long step)
    {
        workspace.PendingBatch = 0;
        ReadOnlySpan<T> outputs = workspace.Plan.Forward(
            inputs, inputs.Length / InputCount, SkipsLast(loss), isTraining: true, new BatchPosition(step, 0), workspace.Team);
        return loss.Evaluate(outputs, targets, OutputCount, workspace.Plan.GetOutputGradients(outputs.Length));
    }

    /// <summary>Returns whether a loss is fused with the last layer, so that passes for it end before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool SkipsLast(Loss<T> loss) => _mayBeSkipped && loss.Fuses(_layers[^1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<T> PredictUnchecked(ReadOnlySpan<T> inputs, int batch, Workspace<T> workspace)
    {
        workspace.PendingBatch = 0;
        return batch == 1
            ? workspace.Plan.ForwardSample(inputs)
            : workspace.Plan.Forward(inputs, batch, skipsLast: false, isTraining: false, default, workspace.Team);
    }

    private string DescribeNotFinite(ReadOnlySpan<T> inputs)
    {
        int i = 0;
        while (T.IsFinite(inputs[i])) i++;
        return FormattableString.Invariant(
            $"inputs must be finite; sample {i / InputCount}, column {i % InputCount} is {inputs[i]}.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CheckBatch(ReadOnlySpan<T> inputs, Workspace<T> workspace)
    {
        CheckWorkspace(workspace);
        (int batch, int rest) = inputs.Length == InputCount ? (1, 0) : Math.DivRem(inputs.Length, InputCount);
        if (rest != 0 || batch == 0 || batch > workspace.MaxBatchSize)
        {
            throw new ArgumentException(
                $"inputs must hold 1 to {workspace.MaxBatchSize} samples of {InputCount} values; it has length {inputs.Length}.",
                nameof(inputs));
        }

        Throw.IfOverlapping(workspace.Plan.Outputs, inputs, nameof(workspace));
        return batch;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckWorkspace(Workspace<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Network != this) throw new ArgumentException("workspace must be one of this network.", nameof(workspace));
        ObjectDisposedException.ThrowIf(workspace.IsDisposed, workspace);
    }
}
