using SimdOptim.Losses;
using SimdOptim.Optimizers;

namespace SimdOptim;

/// <content>Being fast from the first call on.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Compiles all that <see cref="Predict(ReadOnlySpan{T}, Workspace{T})"/> runs, for batches of any size that fit the workspace,
    /// and with a loss all that
    /// <see cref="ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Loss{T}, Workspace{T}, Span{T}, long?)"/> runs, so that the
    /// first call takes little longer than the others. With an
    /// optimizer whole steps are taken, of twins, and the processor has learnt them too. Called once, before time counts.
    /// </summary>
    /// <remarks>
    /// It takes a few milliseconds for each kind of layer, and about fifty times as long as the largest batch. Parameters,
    /// buffers and the streams of masks stay as they are; what the last prediction returned is overwritten. Masks of your own are
    /// not drawn.
    /// </remarks>
    /// <param name="workspace">The workspace that will be used; one is enough for all workspaces of its size.</param>
    /// <param name="loss">The loss to be trained with, or null to warm up inference alone.</param>
    /// <param name="optimizer">
    /// The optimizer of the network's parameters, which stays as it is; null if steps are taken otherwise.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The workspace is another network's, or not for training though there is a loss; the loss does not fit the network; or the
    /// optimizer is one of another number of parameters, or comes without a loss.
    /// </exception>
    public void Warmup(Workspace<T> workspace, Loss<T>? loss = null, Optimizer<T>? optimizer = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        T[] inputs = new T[workspace.MaxBatchSize * InputCount];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = T.CreateChecked((i % 5) - 2);
        _ = CheckBatch(inputs, workspace);
        if (loss is not null && !workspace.IsForTraining)
            throw new ArgumentException("workspace must be one for training.", nameof(workspace));
        loss?.Validate(OutputCount, new T[loss.CountTargets(OutputCount)]);
        if (optimizer is not null && (loss is null || optimizer.ParameterCount != ParameterCount))
        {
            throw new ArgumentException(
                loss is null
                    ? "optimizer requires a loss, whose gradients it steps by; loss is null."
                    : $"optimizer must be one of {ParameterCount} parameters; it is one of {optimizer.ParameterCount}.",
                nameof(optimizer));
        }

        foreach (int batch in GrowingBatches(workspace.MaxBatchSize)) Predict(inputs.AsSpan(0, batch * InputCount), workspace);
        if (loss is not null) WarmUpTraining(inputs, workspace, loss, optimizer);
    }

    private void WarmUpTraining(T[] inputs, Workspace<T> workspace, Loss<T> loss, Optimizer<T>? optimizer)
    {
        Network<T> twin = CreateTwin();
        Workspace<T> twinWorkspace = new(twin, workspace.MaxBatchSize, forTraining: true, workspace.Team);
        Optimizer<T>? twinOptimizer = optimizer?.CreateTwin();
        optimizer?.Warmup(workspace.Team);
        int targetCount = loss.CountTargets(OutputCount);
        T[] targets = new T[workspace.MaxBatchSize * targetCount]; // zero is a target of every loss
        T[] gradients = new T[ParameterCount];
        foreach (int batch in GrowingBatches(workspace.MaxBatchSize))
        {
            ReadOnlySpan<T> some = inputs.AsSpan(0, batch * InputCount);
            double cost = twin.ComputeGradients(some, targets.AsSpan(0, batch * targetCount), loss, twinWorkspace, gradients);
            twinOptimizer?.Step(twin.Parameters, gradients, cost, workspace.Team);
        }
    }

    /// <summary>Returns a network with the values of this one, which remembers by itself what training changes.</summary>
    internal Network<T> CreateTwin()
    {
        Network<T> twin = new(_layers.Select(layer => layer.CreateTwin()));
        Parameters.CopyTo(twin.Parameters);
        Buffers.CopyTo(twin.Buffers);
        return twin;
    }

    /// <summary>
    /// Returns the sizes from 1 to the largest at which the loops may take other paths: all small ones, where every remainder of
    /// a tile is met, then ever fewer; and the largest often enough for the processor to have learnt it.
    /// </summary>
    private static IEnumerable<int> GrowingBatches(int largest)
    {
        for (int batch = 1; batch < largest; batch += Math.Max(1, batch / 16)) yield return batch;
        for (int i = 0; i < 30; i++) yield return largest;
    }
}
