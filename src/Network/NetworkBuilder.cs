using System.Numerics;
using SimdOptim.Layers;

namespace SimdOptim;

/// <summary>
/// Builds a network from input to output: <c>new NetworkBuilder&lt;float&gt;(2).Dense(5).ReLU().Dense(1).Sigmoid().Build()</c>. Each
/// layer takes as many values as the one before it gives, so no inconsistent network can be built.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NetworkBuilder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Layer<T>> _layers = [];
    private int _count;
    private int _parameterCount;

    /// <summary>Begins a network.</summary>
    /// <param name="inputCount">The values of a sample, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public NetworkBuilder(int inputCount)
    {
        Throw.IfNotSupported<T>();
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        _count = inputCount;
    }

    /// <summary>Adds a fully connected layer.</summary>
    /// <param name="outputCount">Its outputs, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputCount"/> is below 1, or so large that the parameters would exceed the longest array.
    /// </exception>
    public NetworkBuilder<T> Dense(int outputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputCount, (Array.MaxLength - _parameterCount) / (_count + 1L), nameof(outputCount));
        return Add(new Dense<T>(_count, outputCount));
    }

    /// <summary>Adds rectified linear units.</summary>
    public NetworkBuilder<T> ReLU() => Add(new ReLU<T>(_count));

    /// <summary>Adds logistic functions.</summary>
    public NetworkBuilder<T> Sigmoid() => Add(new Sigmoid<T>(_count));

    /// <summary>Adds a softmax over all values of a sample.</summary>
    public NetworkBuilder<T> Softmax() => Add(new Softmax<T>(_count));

    /// <summary>Builds the network, its parameters zero. The builder can go on to build a deeper one.</summary>
    /// <exception cref="InvalidOperationException">There is no layer yet.</exception>
    public Network<T> Build() => _layers.Count > 0
        ? new Network<T>(_layers)
        : throw new InvalidOperationException("A network needs at least one layer.");

    private NetworkBuilder<T> Add(Layer<T> layer)
    {
        _layers.Add(layer);
        _count = layer.OutputCount;
        _parameterCount += layer.ParameterCount;
        return this;
    }
}
