using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim;

/// <content>What the parameters are before training.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Draws all weights anew, layer by layer, from a new stream of random numbers, and after those of a layer its biases if it has
    /// an initializer for them. All other parameters and the buffers get their initial values.
    /// </summary>
    /// <param name="initializer">Draws the weights of layers without an initializer of their own.</param>
    /// <param name="seed">The seed of the stream.</param>
    /// <param name="order">The order in which the elements of a weight are drawn.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is not a value of <see cref="DrawOrder"/>.</exception>
    public void Initialize(IInitializer initializer, uint seed, DrawOrder order = DrawOrder.OutputsFirst) =>
        Initialize(initializer, new NumPyRandom(seed), order);

    /// <summary>
    /// Draws all weights anew, layer by layer, from a stream of random numbers that continues, and after those of a layer its biases
    /// if it has an initializer for them. All other parameters and the buffers get their initial values.
    /// </summary>
    /// <param name="initializer">Draws the weights of layers without an initializer of their own.</param>
    /// <param name="random">The stream.</param>
    /// <param name="order">The order in which the elements of a weight are drawn.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is not a value of <see cref="DrawOrder"/>.</exception>
    public void Initialize(IInitializer initializer, NumPyRandom random, DrawOrder order = DrawOrder.OutputsFirst)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(random);
        FillArguments.Validate(order);
        Initialize(_ => initializer, random, order);
    }

    /// <summary>Draws the weights of each layer as suits the activation that follows it.</summary>
    internal void Initialize(uint seed) => Initialize(FindInitializer, new NumPyRandom(seed), DrawOrder.OutputsFirst);

    private void Initialize(Func<int, IInitializer> initializerOf, NumPyRandom random, DrawOrder order)
    {
        T[] parameters = new T[ParameterCount]; // not the network's own: an initializer that throws leaves those as they were
        Reset(Layout, parameters);
        IEnumerable<(IInitializer? Own, int Layer)> owns = _layers.SelectMany(
            (layer, i) => layer.Tensors.Select((_, tensor) => (layer.Initializers.ElementAtOrDefault(tensor), i)));
        foreach ((ParameterTensor tensor, (IInitializer? own, int layer)) in Layout.Tensors.Zip(owns))
        {
            IInitializer? initializer = own ?? (tensor.Kind == TensorKind.Weight ? initializerOf(layer) : null);
            if (initializer is not null) Draw(initializer, tensor, parameters.AsSpan(tensor.Range), random, order);
        }

        parameters.CopyTo(_parameters.Span);
        Reset(BufferLayout, _buffers.Span);
    }

    /// <summary>
    /// Returns the initializer of the first activation behind a layer, before the next layer with weights; Xavier's if there is
    /// none, as before a softmax or at the end, since it serves the variances of both passes through a linear layer.
    /// </summary>
    private IInitializer FindInitializer(int layer)
    {
        foreach (Layer<T> next in _layers.Skip(layer + 1))
        {
            if (next.InitializerBefore is { } initializer) return initializer;
            if (next.Tensors.Any(tensor => tensor.Kind == TensorKind.Weight)) break;
        }

        return new XavierUniform();
    }

    /// <summary>Writes the initial value of every tensor.</summary>
    private static void Reset(ParameterLayout layout, Span<T> values)
    {
        foreach (ParameterTensor tensor in layout.Tensors) values[tensor.Range].Fill(T.CreateChecked(tensor.InitialValue));
    }

    /// <summary>Draws a tensor, <c>[inputs, outputs]</c>.</summary>
    private static void Draw(
        IInitializer initializer, ParameterTensor tensor, Span<T> values, NumPyRandom random, DrawOrder order)
    {
        double[] drawn = new double[tensor.Count];
        initializer.Fill(drawn, tensor.Rows, tensor.Columns, order, random);
        for (int i = 0; i < drawn.Length; i++)
        {
            int target = order == DrawOrder.InputsFirst ? i : (i % tensor.Rows * tensor.Columns) + (i / tensor.Rows);
            values[target] = T.CreateChecked(drawn[i]);
        }
    }
}
