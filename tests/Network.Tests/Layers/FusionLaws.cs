using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Tests.Kinds;

namespace SimdOptim.Tests.Layers;

/// <summary>What a network computes in its plan, fused and padded, has the bits of its layers run one by one on dense rows.</summary>
public class FusionLaws
{
    private static readonly Arbitrary<(int[] Widths, int Activation, int Batch, int Seed)> _cases = (
        from widths in Gen.Choose(1, 40).ArrayOf(4)
        from activation in Gen.Choose(0, 10)
        from batch in Gen.Elements(1, 2, 7, 8, 9, 33, 70)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (widths, activation, batch, seed)).ToArbitrary();

    [Fact]
    public void Passes_have_the_bits_of_the_layers_one_by_one_in_single() => Laws.Check(_cases, Compare<float>, 300);

    [Fact]
    public void Passes_have_the_bits_of_the_layers_one_by_one_in_double() => Laws.Check(_cases, Compare<double>, 300);

    [Fact]
    public void Backpropagation_from_the_gradients_of_a_loss_has_the_bits_of_its_gradients() => Laws.Check(_cases, given =>
    {
        Network<double> network = Build<double>(given.Widths, given.Activation, given.Seed);
        MeanSquaredError<double> loss = new();
        double[] inputs = Draw<double>(given.Batch * network.InputCount, given.Seed, 2);
        double[] targets = Draw<double>(given.Batch * network.OutputCount, given.Seed, 3);
        double[] expected = new double[network.ParameterCount], gradients = new double[network.ParameterCount];
        double[] outputGradients = new double[targets.Length];
        Workspace<double> workspace = network.CreateWorkspace(given.Batch, forTraining: true);
        double cost = network.ComputeGradients(inputs, targets, loss, workspace, expected);
        ReadOnlySpan<double> outputs = network.Forward(inputs, workspace);
        double again = loss.Evaluate(outputs, targets, network.OutputCount, outputGradients);
        network.Backpropagate(inputs, outputGradients, workspace, gradients);
        return Fault.IfBitsDiffer<double>([cost], [again], "cost") ?? Fault.IfBitsDiffer<double>(expected, gradients, "gradients");
    });

    [Fact]
    public void Predictions_of_any_number_of_rows_have_the_bits_of_one_batch()
    {
        Network<float> network = Build<float>([3, 20, 5, 2], 4, 1);
        float[] inputs = Draw<float>(23 * 3, 1, 2), outputs = new float[23 * 2];
        float[] expected = network.Predict(inputs, network.CreateWorkspace(23)).ToArray();
        network.Predict(inputs, outputs, network.CreateWorkspace(5));
        Assert.Null(Fault.IfBitsDiffer<float>(expected, outputs, "outputs"));
        network.Predict([], [], network.CreateWorkspace(5));
    }

    [Fact]
    public void Backpropagation_must_follow_a_forward_pass_of_its_batch()
    {
        Network<float> network = Build<float>([3, 4, 5, 2], 0, 1);
        Workspace<float> workspace = network.CreateWorkspace(4, forTraining: true);
        float[] inputs = new float[6], gradients = new float[network.ParameterCount], outputGradients = new float[4];
        Assert.Throws<InvalidOperationException>(() => network.Backpropagate(inputs, outputGradients, workspace, gradients));
        network.Forward(inputs, workspace);
        network.Backpropagate(inputs, outputGradients, workspace, gradients);
        network.Predict(inputs, workspace);
        Assert.Throws<InvalidOperationException>(() => network.Backpropagate(inputs, outputGradients, workspace, gradients));
    }

    private static string? Compare<T>((int[] Widths, int Activation, int Batch, int Seed) given)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int[] widths, int activation, int batch, int seed) = given;
        Network<T> network = Build<T>(widths, activation, seed);
        T[] inputs = Draw<T>(batch * network.InputCount, seed, 2), outputGradients = Draw<T>(batch * network.OutputCount, seed, 3);
        return LayerByLayer.IfDifferent(network, inputs, outputGradients);
    }

    private static Network<T> Build<T>(int[] widths, int activation, int seed)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        NetworkBuilder<T> builder = new(widths[0]);
        if (seed % 3 == 0) Add(builder);
        Add(builder.Dense(widths[1]));
        Add(builder.Dense(widths[2]));
        builder.Dense(widths[3]);
        if (seed % 2 == 0) Add(builder);
        if (seed % 5 == 0) builder.Softmax();
        Network<T> network = builder.Build();
        Draw<T>(network.ParameterCount, seed, 1).CopyTo(network.Parameters);
        return network;

        NetworkBuilder<T> Add(NetworkBuilder<T> before) => activation switch
        {
            0 => before.ReLU(),
            1 => before.Sigmoid(),
            2 => before.Tanh(),
            3 => before.LeakyReLU(0.2),
            4 => before.Elu(),
            5 => before.Gelu(),
            6 => before.Gelu(GeluForm.Tanh),
            7 => before.SiLU(),
            8 => before.Softplus(),
            _ => before.Activation(new Swish2(1.5)),
        };
    }

    private static T[] Draw<T>(int count, int seed, int stream)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        System.Random random = new(seed ^ stream);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1))];
    }
}
