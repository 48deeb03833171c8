namespace SimdOptim.Training;

/// <summary>The results of the epochs of one training, from epoch 0.</summary>
public sealed class TrainingHistory
{
    private readonly EpochResult[] _epochs;

    internal TrainingHistory(int capacity) => _epochs = new EpochResult[capacity];

    /// <summary>Gets the number of epochs trained.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the result of each epoch.</summary>
    public ReadOnlySpan<EpochResult> Epochs => _epochs.AsSpan(0, Count);

    /// <summary>Gets the result of the last epoch.</summary>
    /// <exception cref="InvalidOperationException">No epoch has been trained.</exception>
    public EpochResult Last => Count > 0 ? _epochs[Count - 1] : throw new InvalidOperationException("No epoch has been trained.");

    internal void Add(EpochResult result) => _epochs[Count++] = result;
}
