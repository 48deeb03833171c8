using SimdOptim.Layers;

namespace SimdOptim.Losses;

/// <summary>
/// What training makes small: the mean over a batch of the loss of each sample, and its derivative by the network's outputs.
/// A loss is immutable.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the loss.</summary>
    protected Loss()
    {
    }

    /// <summary>
    /// Says whether this loss is fused with an output layer: in training the layer is skipped and the loss works on its inputs,
    /// so that large logits give finite losses and exact gradients.
    /// </summary>
    /// <param name="output">The last layer of a network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public bool IsFusedWith(Layer<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Fuses(output);
    }

    /// <summary>Returns the number of targets of a sample: 1 for a class index.</summary>
    /// <param name="outputCount">The values of a sample that go out, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputCount"/> is below 1.</exception>
    public int GetTargetCount(int outputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        return CountTargets(outputCount);
    }

    /// <summary>Says whether this loss is fused with an output layer; see <see cref="IsFusedWith"/>.</summary>
    /// <param name="output">The last layer of a network.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal virtual bool Fuses(Layer<T> output) => false;

    /// <summary>Returns the number of targets of a sample; see <see cref="GetTargetCount"/>.</summary>
    /// <param name="outputCount">The outputs of a sample, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected internal virtual int CountTargets(int outputCount) => 1;

    /// <summary>Returns the mean loss of a batch and its gradient.</summary>
    /// <param name="outputs">The network's outputs (of the layer before the fused one), <c>[batch, outputCount]</c>.</param>
    /// <param name="targets">The targets of the batch.</param>
    /// <param name="outputCount">The values of a sample in <paramref name="outputs"/>.</param>
    /// <param name="gradients">The derivative of the mean by the outputs, <c>[batch, outputCount]</c>; overwritten.</param>
    public abstract double Evaluate(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients);

    /// <summary>Returns kind and hyperparameters.</summary>
    public abstract Description Describe();

    /// <summary>Returns kind and hyperparameters as text.</summary>
    public override string ToString() => Describe().ToString();

    /// <summary>Counts the samples of a batch that are classified right; one whose outputs hold NaN never is.</summary>
    /// <param name="outputs">As for <see cref="Evaluate"/>.</param>
    /// <param name="targets">The class of each sample, <c>[batch]</c>.</param>
    /// <param name="outputCount">The values of a sample in <paramref name="outputs"/>.</param>
    public abstract int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount);

    /// <summary>Refuses a network or data that this loss cannot judge.</summary>
    /// <param name="outputCount">The values of a sample that go out.</param>
    /// <param name="classCount">The classes of the data, 0 for regression.</param>
    /// <param name="targetCount">The targets of a sample.</param>
    /// <exception cref="ArgumentException">The loss does not fit the network or the data.</exception>
    public abstract void Validate(int outputCount, int classCount, int targetCount);

    /// <summary>Refuses a network or targets that this loss cannot judge.</summary>
    /// <param name="outputCount">The values of a sample that go out.</param>
    /// <param name="targets">The targets of a batch.</param>
    /// <exception cref="ArgumentException">The loss does not fit the network, or a target is invalid.</exception>
    public abstract void Validate(int outputCount, ReadOnlySpan<T> targets);
}
