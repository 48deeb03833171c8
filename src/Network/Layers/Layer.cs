using SimdOptim.Initializers;

namespace SimdOptim.Layers;

/// <summary>
/// A function of a batch of samples and its derivative. A layer holds shapes only and is immutable: parameters, activations
/// and gradients are memory that each pass hands to it, so one layer serves any number of threads.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the shape.</summary>
    /// <param name="inputCount">The inputs of a sample, at least 1.</param>
    /// <param name="outputCount">The outputs of a sample, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    protected Layer(int inputCount, int outputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        InputCount = inputCount;
        OutputCount = outputCount;
    }

    /// <summary>Gets the number of inputs of a sample.</summary>
    public int InputCount { get; }

    /// <summary>Gets the number of outputs of a sample.</summary>
    public int OutputCount { get; }

    /// <summary>Gets the number of parameters.</summary>
    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>Gets the layer's parameters; offsets count from the layer's first one.</summary>
    public virtual IReadOnlyList<ParameterTensor> Tensors => [];

    /// <summary>Gets the layer's buffers, which are learned without gradients; offsets count from the layer's first one.</summary>
    public virtual IReadOnlyList<ParameterTensor> Buffers => [];

    /// <summary>
    /// Gets how each of <see cref="Tensors"/> is drawn, null where the network's initializer decides; it may have fewer entries
    /// than there are tensors.
    /// </summary>
    public virtual IReadOnlyList<IInitializer?> Initializers => [];

    /// <summary>Gets the initializer that suits the weights of the layer before this one; null if this layer has no preference.</summary>
    public virtual IInitializer? InitializerBefore => null;

    /// <summary>Gets the number of elements of <see cref="BackwardPass{T}.Scratch"/> that <see cref="Backward"/> needs for any batch.</summary>
    public virtual int ScratchCount => 0;

    /// <summary>
    /// Returns the number of elements of <see cref="ForwardPass{T}.Cache"/>: what a training pass keeps from
    /// <see cref="Forward"/> to <see cref="Backward"/>.
    /// </summary>
    /// <param name="maxBatchSize">The largest batch.</param>
    public virtual long GetCacheCount(int maxBatchSize) => 0;

    /// <summary>
    /// Returns kind and hyperparameters. A network names the layer by its kind and a number, <c>dense1</c>, and saves what it
    /// takes to build the layer again.
    /// </summary>
    public abstract Description Describe();

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="pass">What to read and where to write. It is checked by the network, and allocates nothing.</param>
    public abstract void Forward(in ForwardPass<T> pass);

    /// <summary>Computes the gradients of a batch by the chain rule.</summary>
    /// <param name="pass">What to read and where to write. It is checked by the network, and allocates nothing.</param>
    public abstract void Backward(in BackwardPass<T> pass);

    /// <summary>
    /// Returns a layer to warm up with: this one, or, if passes change more than the memory they are handed (such as a stream
    /// of random numbers), one of the same kind with a stream of its own.
    /// </summary>
    public virtual Layer<T> CreateTwin() => this;

    /// <summary>Returns a layer that does the work of this one and of the layer before or after it, or null.</summary>
    internal virtual Layer<T>? TryFuse(Layer<T> neighbour) => null;

    /// <summary>Prepares <see cref="ForwardSample"/>.</summary>
    internal virtual void PlanSample(ref Stage<T> stage)
    {
    }

    /// <summary>Computes the outputs of a single sample in evaluation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal virtual unsafe void ForwardSample(ref Stage<T> stage, T* inputs) => stage.Forward(inputs, 1, isTraining: false, default, null);

    /// <summary>Returns kind and hyperparameters as text.</summary>
    public override string ToString() => Describe().ToString();
}
