namespace SimdOptim.Training;

/// <summary>The results of the epochs of one training, from epoch 0.</summary>
public sealed class TrainingHistory
{
    private EpochResult[] _epochs;

    internal TrainingHistory(int capacity) => _epochs = new EpochResult[capacity];

    /// <summary>Gets the number of epochs trained.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the result of each epoch.</summary>
    public ReadOnlySpan<EpochResult> Epochs => _epochs.AsSpan(0, Count);

    /// <summary>Gets the result of the last epoch.</summary>
    /// <exception cref="InvalidOperationException">No epoch has been trained.</exception>
    public EpochResult Last => Count > 0 ? _epochs[Count - 1] : throw new InvalidOperationException("No epoch has been trained.");

    /// <summary>Adds the result of the next epoch, or of an earlier one, whose later epochs are then removed.</summary>
    /// <returns>Whether it was added; false if an epoch before it is missing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryAdd(EpochResult result)
    {
        if (result.Epoch > Count) return false;
        if (result.Epoch == _epochs.Length) Array.Resize(ref _epochs, 2 * _epochs.Length); // beyond those that were planned
        _epochs[result.Epoch] = result;
        Count = result.Epoch + 1;
        return true;
    }
}

/// <summary>The result of one pass over the data.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Cost">The mean loss over the epoch's samples, each measured before the step that it is part of.</param>
/// <param name="LastBatchCost">The mean loss over the samples of the last batch, measured before its step.</param>
/// <param name="Accuracy">
/// The share of samples classified correctly after the epoch, in [0, 1], with the parameters for evaluation if the optimizer's rule
/// has such; null if it was not measured.
/// </param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
public readonly record struct EpochResult(int Epoch, double Cost, double LastBatchCost, double? Accuracy, double LearningRate);
