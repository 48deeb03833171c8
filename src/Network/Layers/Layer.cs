using System.Numerics;
using SimdOptim.Initializers;

namespace SimdOptim.Layers;

/// <summary>
/// A function of a batch of samples and its derivative. A layer holds shapes only and is immutable: parameters, activations
/// and gradients are spans that it is handed, so one layer serves any number of threads.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Initializes the shape.</summary>
    private protected Layer(int inputCount, int outputCount)
    {
        InputCount = inputCount;
        OutputCount = outputCount;
    }

    /// <summary>Gets the values of a sample that come in.</summary>
    public int InputCount { get; }

    /// <summary>Gets the values of a sample that go out.</summary>
    public int OutputCount { get; }

    /// <summary>Gets the number of parameters.</summary>
    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>
    /// Gets the kind of layer in lower case, from which a network makes its name: <c>dense</c> becomes <c>dense1</c>.
    /// </summary>
    internal abstract string Kind { get; }

    /// <summary>Gets the layer's tensors, offsets counted from the layer's first parameter.</summary>
    internal virtual IReadOnlyList<ParameterTensor> Tensors => [];

    /// <summary>Gets how each tensor is drawn where the layer decides, else null; fewer entries than tensors for none.</summary>
    internal virtual IReadOnlyList<IInitializer?> Initializers => [];

    /// <summary>Gets the layer's buffers, which are learned without gradients; offsets counted from the layer's first.</summary>
    internal virtual IReadOnlyList<ParameterTensor> Buffers => [];

    /// <summary>Gets the number of values that <see cref="Backward"/> wants to work in, whatever the batch.</summary>
    internal virtual int ScratchCount => 0;

    /// <summary>Returns the number of values that a training pass keeps from forward to backward.</summary>
    /// <param name="maxBatchSize">The largest batch.</param>
    internal virtual long GetCacheCount(int maxBatchSize) => 0;

    /// <summary>Computes the outputs of a batch.</summary>
    internal abstract void Forward(in ForwardPass<T> pass);

    /// <summary>Computes the gradients of a batch by the chain rule.</summary>
    internal abstract void Backward(in BackwardPass<T> pass);
}
