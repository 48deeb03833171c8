using SimdOptim.Initializers;
using SimdOptim.Randomness;

namespace SimdOptim;

/// <content>What the parameters are before training.</content>
public sealed partial class Network<T>
{
    /// <summary>
    /// Draws the weights of every layer in order, from a stream of their own, and behind those of a layer its biases if it says
    /// how; all else becomes what it is in the beginning.
    /// </summary>
    /// <param name="initializer">How to draw the weights of layers that do not say how.</param>
    /// <param name="seed">The seed of the stream.</param>
    /// <param name="order">In which order a weight's elements are drawn.</param>
    /// <exception cref="ArgumentNullException"><paramref name="initializer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is none.</exception>
    public void Initialize(IInitializer initializer, uint seed, DrawOrder order = DrawOrder.OutputsFirst) =>
        Initialize(initializer, new NumPyRandom(seed), order);

    /// <summary>
    /// Draws the weights of every layer in order, from a stream that goes on, and behind those of a layer its biases if it says
    /// how; all else becomes what it is in the beginning.
    /// </summary>
    /// <param name="initializer">How to draw the weights of layers that do not say how.</param>
    /// <param name="random">The stream.</param>
    /// <param name="order">In which order a weight's elements are drawn.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is none.</exception>
    public void Initialize(IInitializer initializer, NumPyRandom random, DrawOrder order = DrawOrder.OutputsFirst)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(random);
        FillArguments.Validate(order);

        T[] parameters = new T[ParameterCount]; // not the network's own: an initializer that throws leaves those as they were
        Reset(Layout, parameters);
        IEnumerable<IInitializer?> owns = _layers.SelectMany(
            layer => layer.Tensors.Select((_, i) => layer.Initializers.ElementAtOrDefault(i)));
        foreach ((ParameterTensor tensor, IInitializer? own) in Layout.Tensors.Zip(owns))
        {
            if (own is not null) Draw(own, tensor, parameters.AsSpan(tensor.Range), random, order);
            else if (tensor.Kind == TensorKind.Weight) Draw(initializer, tensor, parameters.AsSpan(tensor.Range), random, order);
        }

        parameters.CopyTo(_parameters.Span);
        Reset(BufferLayout, _buffers.Span);
    }

    /// <summary>Writes what every tensor is in the beginning.</summary>
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
