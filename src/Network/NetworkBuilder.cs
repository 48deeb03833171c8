using SimdOptim.Activations;
using SimdOptim.Initializers;
using SimdOptim.Layers;

namespace SimdOptim;

/// <summary>
/// Builds a network from input to output: <c>new NetworkBuilder&lt;float&gt;(2).Dense(5).ReLU().Dense(1).Sigmoid().Build()</c>.
/// Each layer has as many inputs as the previous layer has outputs, so no inconsistent network can be built.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NetworkBuilder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Layer<T>> _layers = [];
    private int _count;
    private int _parameterCount;
    private uint _dropoutCount;

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

    internal IReadOnlyList<Layer<T>> Layers => _layers;

    internal int OutputCount => _count;

    /// <summary>Adds a fully connected layer.</summary>
    /// <param name="outputCount">Its outputs, at least 1.</param>
    /// <param name="weights">
    /// How its weights are drawn; null leaves it to <see cref="Network{T}.Initialize(IInitializer, uint, DrawOrder)"/>.
    /// </param>
    /// <param name="biases">How its biases are drawn; null for zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="outputCount"/> is below 1, or so large that the parameters would exceed the longest array.
    /// </exception>
    public NetworkBuilder<T> Dense(int outputCount, IInitializer? weights = null, IInitializer? biases = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputCount, (Array.MaxLength - _parameterCount) / (_count + 1L), nameof(outputCount));
        return Append(new Dense<T>(_count, outputCount, weights, biases));
    }

    /// <summary>Adds a function of each value, which is fused with the dense layers before and after it.</summary>
    /// <param name="function">The function.</param>
    /// <typeparam name="TActivation">The function.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">A hyperparameter is infinite when rounded to <typeparamref name="T"/>.</exception>
    public NetworkBuilder<T> Activation<TActivation>(TActivation function)
        where TActivation : struct, IActivation => Append(new Activation<T, TActivation>(_count, function));

    /// <summary>Adds rectified linear units.</summary>
    public NetworkBuilder<T> ReLU() => Activation(default(ReLU));

    /// <summary>Adds logistic functions.</summary>
    public NetworkBuilder<T> Sigmoid() => Activation(default(Sigmoid));

    /// <summary>Adds hyperbolic tangents.</summary>
    public NetworkBuilder<T> Tanh() => Activation(default(Tanh));

    /// <summary>Adds leaky rectified linear units.</summary>
    /// <param name="negativeSlope">The slope below 0, finite and not negative, also when rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativeSlope"/> is negative or not finite.</exception>
    public NetworkBuilder<T> LeakyReLU(double negativeSlope = 0.01) => Activation(new LeakyReLU(negativeSlope));

    /// <summary>Adds exponential linear units.</summary>
    /// <param name="alpha">α, which the negative of the outputs comes to far below 0; finite and not negative, also when
    /// rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is negative or not finite.</exception>
    public NetworkBuilder<T> Elu(double alpha = 1) => Activation(new Elu(alpha));

    /// <summary>Adds Gaussian error linear units.</summary>
    /// <param name="form">How they are computed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="form"/> is not a value of <see cref="GeluForm"/>.</exception>
    public NetworkBuilder<T> Gelu(GeluForm form = GeluForm.Exact) => form switch
    {
        GeluForm.Exact => Activation(default(Gelu)),
        GeluForm.Tanh => Activation(default(TanhGelu)),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, $"form must be Exact or Tanh; it was {form}."),
    };

    /// <summary>Adds sigmoid-weighted linear units, or swish.</summary>
    public NetworkBuilder<T> SiLU() => Activation(default(SiLU));

    /// <summary>Adds softplus functions.</summary>
    public NetworkBuilder<T> Softplus() => Activation(default(Softplus));

    /// <summary>Adds the logarithm of a softmax over all values of a sample.</summary>
    public NetworkBuilder<T> LogSoftmax() => Append(new LogSoftmax<T>(_count));

    /// <summary>Adds a softmax over all values of a sample.</summary>
    public NetworkBuilder<T> Softmax() => Append(new Softmax<T>(_count));

    /// <summary>Adds a normalization of each feature over the batch, with a learned scale and shift.</summary>
    /// <param name="options">How its running averages are kept; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The parameters would exceed the longest array.</exception>
    public NetworkBuilder<T> BatchNorm(BatchNormOptions? options = null)
    {
        RefuseMoreThanFits(2L * _count);
        return Append(new BatchNorm<T>(_count, options ?? new BatchNormOptions()));
    }

    /// <summary>Adds a normalization over the features of each sample, with a learned scale and shift.</summary>
    /// <param name="epsilon">What is added to the variance; finite and greater than 0, also when rounded to float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The parameters would exceed the longest array.</exception>
    public NetworkBuilder<T> LayerNorm(double epsilon = 1e-5)
    {
        RefuseMoreThanFits(2L * _count);
        return Append(new LayerNorm<T>(_count, epsilon));
    }

    /// <summary>Adds inverted dropout, each layer of a network with masks of its own; off in evaluation.</summary>
    /// <param name="keep">The probability to keep a value, in (0, 1]; 1 keeps all.</param>
    /// <param name="seed">The seed of all masks: they depend on it, the step, the layer and the place in the batch alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="keep"/> is outside its range, or so small that 1/keep is not finite.
    /// </exception>
    public NetworkBuilder<T> Dropout(double keep, ulong seed = 0) => Dropout(keep, new PhiloxMask<T>(seed));

    /// <summary>Adds inverted dropout by masks from elsewhere; off in evaluation.</summary>
    /// <param name="keep">The probability to keep a value, in (0, 1]; 1 keeps all and draws no mask.</param>
    /// <param name="mask">What draws the masks; several layers may share it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="mask"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="keep"/> is outside its range, or so small that 1/keep is not finite.
    /// </exception>
    public NetworkBuilder<T> Dropout(double keep, IDropoutMask<T> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        _ = Append(new Dropout<T>(_count, keep, mask, _dropoutCount));
        _dropoutCount++; // not before: a layer that is refused must not shift the masks of the next
        return this;
    }

    /// <summary>Adds a layer of any kind.</summary>
    /// <param name="layer">The layer, with as many inputs as the layer before it has outputs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="layer"/> is null.</exception>
    /// <exception cref="ArgumentException">It has another number of inputs.</exception>
    /// <exception cref="InvalidOperationException">The parameters would exceed the longest array.</exception>
    public NetworkBuilder<T> Add(Layer<T> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.InputCount != _count)
            throw new ArgumentException($"layer must have {_count} inputs; it has {layer.InputCount}.", nameof(layer));
        RefuseMoreThanFits(layer.Tensors.Sum(tensor => (long)tensor.Count));
        return Append(layer);
    }

    /// <summary>
    /// Builds the network and draws its weights, each layer's as suits the activation that follows it: <see cref="He"/> before ReLU
    /// and its like, <see cref="XavierUniform"/> before sigmoid, tanh, a softmax or no activation. Draw them in another way by
    /// <see cref="Network{T}.Initialize(IInitializer, uint, DrawOrder)"/>. The builder can go on to build a deeper network.
    /// </summary>
    /// <param name="seed">The seed of the draw.</param>
    /// <exception cref="InvalidOperationException">There is no layer yet.</exception>
    public Network<T> Build(uint seed = 0)
    {
        Network<T> network = BuildUninitialized();
        network.Initialize(seed);
        return network;
    }

    /// <summary>Builds the network, its weights zero.</summary>
    internal Network<T> BuildUninitialized() => _layers.Count > 0
        ? new Network<T>(_layers)
        : throw new InvalidOperationException("A network needs at least one layer.");

    private void RefuseMoreThanFits(long parameterCount)
    {
        if (parameterCount <= Array.MaxLength - _parameterCount) return;
        throw new InvalidOperationException(
            $"No array is longer than {Array.MaxLength}; to {_parameterCount} parameters {parameterCount} would come.");
    }

    private NetworkBuilder<T> Append(Layer<T> layer)
    {
        _layers.Add(layer);
        _count = layer.OutputCount;
        _parameterCount += layer.ParameterCount;
        return this;
    }
}
