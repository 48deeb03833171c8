using SimdOptim.Layers;

namespace SimdOptim;

/// <content>Predictions into the caller's memory, and gradients for losses outside the library.</content>
public sealed partial class Network<T>
{
    /// <summary>Computes the outputs of any number of samples, in batches as large as the workspace.</summary>
    /// <param name="inputs"><c>[samples, InputCount]</c>, NaN as for <see cref="Predict(ReadOnlySpan{T}, Workspace{T})"/>.</param>
    /// <param name="outputs"><c>[samples, OutputCount]</c>; overwritten.</param>
    /// <param name="workspace">A workspace of this network, which no other thread uses meanwhile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of <see cref="InputCount"/>, <paramref name="outputs"/> has not the
    /// length for them, the workspace is another network's, or spans share memory.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs, Workspace<T> workspace)
    {
        CheckWorkspace(workspace);
        (int samples, int rest) = Math.DivRem(inputs.Length, InputCount);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"inputs must hold samples of {InputCount} values; it has length {inputs.Length}.", nameof(inputs));
        }

        Throw.IfLengthIsNot<T>(samples * OutputCount, outputs, nameof(outputs));
        Throw.IfOverlapping(workspace.Plan.Outputs, inputs, nameof(workspace));
        Throw.IfOverlapping(inputs, outputs, secondName: nameof(outputs));
        Throw.IfOverlapping(workspace.Plan.Outputs, outputs, nameof(workspace), nameof(outputs));
        Throw.IfOverlapping<T>(_parameters.Span, outputs, nameof(Parameters), nameof(outputs));
        Throw.IfOverlapping<T>(_buffers.Span, outputs, nameof(Buffers), nameof(outputs));
#if DEBUG
        using SingleThreadGuard guard = workspace.Enter();
#endif
        for (int start = 0; start < samples; start += workspace.MaxBatchSize)
        {
            int batch = Math.Min(workspace.MaxBatchSize, samples - start);
            PredictUnchecked(inputs.Slice(start * InputCount, batch * InputCount), batch, workspace)
                .CopyTo(outputs[(start * OutputCount)..]);
        }
    }

    /// <summary>
    /// Computes the outputs of a batch in training, to be followed by <see cref="Backpropagate"/>: for losses outside the library.
    /// </summary>
    /// <param name="inputs"><c>[batch, InputCount]</c></param>
    /// <param name="workspace">A workspace of this network, for training, which no other thread uses meanwhile.</param>
    /// <param name="step">The number of steps taken before, which decides what random masks are drawn.</param>
    /// <returns><c>[batch, OutputCount]</c>, in the workspace: valid until its next use.</returns>
    /// <remarks>Takes the batch into the running averages among <see cref="Buffers"/>, as training does.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A length, the batch or the workspace does not fit, or <paramref name="inputs"/> shares memory that is written.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public ReadOnlySpan<T> Forward(ReadOnlySpan<T> inputs, Workspace<T> workspace, long step = 0)
    {
        int batch = CheckTrainingBatch(inputs, workspace);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
#if DEBUG
        using SingleThreadGuard guard = workspace.Enter();
#endif
        workspace.PendingBatch = batch;
        return workspace.Plan.Forward(
            inputs, batch, skipsLast: false, isTraining: true, new BatchPosition(step, 0), workspace.Team);
    }

    /// <summary>
    /// Computes the gradients of a batch by the chain rule, after <see cref="Forward"/> of the same inputs in the same workspace.
    /// It may be called again with other output gradients.
    /// </summary>
    /// <param name="inputs"><c>[batch, InputCount]</c>, those of the forward pass, unchanged.</param>
    /// <param name="outputGradients">The derivative of the cost by the outputs, <c>[batch, OutputCount]</c>.</param>
    /// <param name="workspace">The workspace of the forward pass, which no other thread uses meanwhile.</param>
    /// <param name="gradients">The derivative by the parameters, <c>[ParameterCount]</c>; overwritten.</param>
    /// <param name="inputGradients">The derivative by the inputs, <c>[batch, InputCount]</c>; overwritten. Empty for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A length, the batch or the workspace does not fit, or spans share memory of which one is written; nothing has been written.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The last pass in the workspace was not <see cref="Forward"/> with a batch of this size.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Backpropagate(
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<T> outputGradients,
        Workspace<T> workspace,
        Span<T> gradients,
        Span<T> inputGradients = default)
    {
        int batch = CheckTrainingBatch(inputs, workspace);
        Throw.IfLengthIsNot(batch * OutputCount, outputGradients);
        Throw.IfOverlapping(workspace.Plan.Outputs, outputGradients, nameof(workspace));
        Throw.IfLengthIsNot<T>(ParameterCount, gradients, nameof(gradients));
        RefuseShared(gradients, nameof(gradients), inputs, outputGradients, nameof(outputGradients), workspace);
        if (!inputGradients.IsEmpty)
        {
            Throw.IfLengthIsNot<T>(inputs.Length, inputGradients, nameof(inputGradients));
            RefuseShared(inputGradients, nameof(inputGradients), inputs, outputGradients, nameof(outputGradients), workspace);
            Throw.IfOverlapping<T>(gradients, inputGradients, secondName: nameof(inputGradients));
        }

        if (workspace.PendingBatch != batch)
        {
            throw new InvalidOperationException(
                $"Backpropagate must follow Forward of the same {batch} samples in the same workspace.");
        }
#if DEBUG
        using SingleThreadGuard guard = workspace.Enter();
#endif
        outputGradients.CopyTo(workspace.Plan.GetOutputGradients(outputGradients.Length));
        workspace.Plan.Backward(inputs, batch, skipsLast: false, gradients, inputGradients, workspace.Team);
    }

    /// <summary>Refuses memory to be written that is read too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RefuseShared(
        ReadOnlySpan<T> written, string name, ReadOnlySpan<T> inputs, ReadOnlySpan<T> others, string othersName, Workspace<T> workspace)
    {
        Throw.IfOverlapping(inputs, written, secondName: name);
        Throw.IfOverlapping(others, written, othersName, name);
        Throw.IfOverlapping(workspace.Plan.Outputs, written, nameof(workspace), name);
        Throw.IfOverlapping(_parameters.Span, written, nameof(Parameters), name);
        Throw.IfOverlapping(_buffers.Span, written, nameof(Buffers), name);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CheckTrainingBatch(ReadOnlySpan<T> inputs, Workspace<T> workspace)
    {
        int batch = CheckBatch(inputs, workspace);
        if (!workspace.IsForTraining) throw new ArgumentException("workspace must be one for training.", nameof(workspace));
        Throw.IfOverlapping<T>(_buffers.Span, inputs, nameof(Buffers)); // the running averages are written
        return batch;
    }
}
