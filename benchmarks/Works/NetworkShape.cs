using SimdOptim.Losses;

namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// A dense network with ReLU between its layers. One output ends in a sigmoid, more in a softmax, each with its cross-entropy.
/// </summary>
/// <param name="Batch">The number of samples in a training step.</param>
/// <param name="Widths">The numbers of inputs, of outputs of each hidden layer, and of outputs.</param>
public sealed record NetworkShape(int Batch, params int[] Widths)
{
    public string Name => string.Join('-', Widths);

    public int Classes => Math.Max(2, Widths[^1]);

    public int ParameterCount => Layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs);

    /// <summary>Gets the number of operations of the inference of one sample.</summary>
    public double ForwardOperations => Layers.Sum(layer => 2.0 * layer.Inputs * layer.Outputs);

    /// <summary>
    /// Gets the number of operations of a training step: the forward pass, the gradients of the weights, and, except in the first
    /// layer, the gradients of the inputs.
    /// </summary>
    public double TrainingOperations => Batch * ((3 * ForwardOperations) - (2.0 * Widths[0] * Widths[1]));

    public override string ToString() => $"{Name} x {Batch}";

    private IEnumerable<(int Inputs, int Outputs)> Layers => Widths.Zip(Widths.Skip(1));

    public Loss<float> CreateLoss() => Widths[^1] == 1 ? new BinaryCrossEntropy<float>() : new CategoricalCrossEntropy<float>();

    /// <summary>
    /// Creates the network with the initial parameters of every contestant: He uniform weights and zero biases.
    /// </summary>
    public Network<float> CreateNetwork()
    {
        NetworkBuilder<float> builder = new(Widths[0]);
        for (int i = 1; i < Widths.Length - 1; i++) builder.Dense(Widths[i]).ReLU();
        builder.Dense(Widths[^1]);
        Network<float> network = (Widths[^1] == 1 ? builder.Sigmoid() : builder.Softmax()).Build();
        int stream = SharedNumbers.Inputs;
        foreach (ParameterTensor weight in network.Layout.Tensors.Where(tensor => tensor.Kind == TensorKind.Weight))
        {
            double limit = Math.Sqrt(6.0 / weight.Rows);
            SharedNumbers.Make(weight.Count, ++stream, offset: 0.5, scale: 2 * limit).CopyTo(network.Parameters[weight.Range]);
        }

        return network;
    }
}
