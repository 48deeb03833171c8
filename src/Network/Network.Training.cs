using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim;

/// <content>Training in one call, and by classes that are whole numbers.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Trains the network with the options of <see cref="TrainingOptions"/> by default. A <see cref="Trainer{T}"/> has all options,
    /// reports progress and saves checkpoints.
    /// </summary>
    /// <param name="data">The data to train on.</param>
    /// <param name="loss">The loss to minimize.</param>
    /// <param name="optimizer">An optimizer of this network.</param>
    /// <param name="epochs">The number of passes over the data, at least 1.</param>
    /// <param name="batchSize">The number of samples of a batch; 0 for all samples.</param>
    /// <returns>The results of the epochs.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// Network, data, loss and optimizer do not fit each other.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="TrainingDivergedException">A cost exploded or was not finite.</exception>
    public TrainingHistory Train(DataSet<T> data, Loss<T> loss, Optimizer<T> optimizer, int epochs = 100, int batchSize = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(batchSize);
        using Trainer<T> trainer = new(this, data, loss, optimizer, new TrainingOptions { Epochs = epochs, BatchSize = batchSize });
        return trainer.Train();
    }

    /// <inheritdoc cref="ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Loss{T}, Workspace{T}, Span{T}, long?)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double ComputeGradients(
        ReadOnlySpan<T> inputs,
        ReadOnlySpan<int> targets,
        Loss<T> loss,
        Workspace<T> workspace,
        Span<T> gradients,
        long? step = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ReadOnlySpan<T> converted;
        using (workspace.Enter()) converted = workspace.ConvertTargets(targets);
        return ComputeGradients(inputs, converted, loss, workspace, gradients, step);
    }
}
