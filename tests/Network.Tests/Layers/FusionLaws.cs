using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Simd;
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
        return Laws.Holds(cost.Equals(again) && expected.AsSpan().SequenceEqual(gradients), "the gradients differ");
    });

    [Fact]
    public void Predictions_of_any_number_of_rows_have_the_bits_of_one_batch()
    {
        Network<float> network = Build<float>([3, 20, 5, 2], 4, 1);
        float[] inputs = Draw<float>(23 * 3, 1, 2), outputs = new float[23 * 2];
        float[] expected = network.Predict(inputs, network.CreateWorkspace(23)).ToArray();
        network.Predict(inputs, outputs, network.CreateWorkspace(5));
        Assert.Equal(expected, outputs);
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
        T[] expectedGradients = new T[network.ParameterCount], gradients = new T[network.ParameterCount], inputGradients = new T[inputs.Length];

        List<LayerRun<T>> runs = [];
        T[] current = inputs;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerRun<T> run = new(new Network<T>([network.Layers[i]]), batch);
            network.Parameters[network.GetParameterRange(i)].CopyTo(run.Parameters);
            current.CopyTo(run.Inputs, 0);
            run.Forward(isTraining: true);
            current = run.Outputs;
            runs.Add(run);
        }

        T[] derivative = outputGradients;
        for (int i = runs.Count - 1; i >= 0; i--)
        {
            derivative.CopyTo(runs[i].OutputGradients, 0);
            runs[i].Backward();
            derivative = runs[i].InputGradients;
            runs[i].ParameterGradients.CopyTo(expectedGradients.AsSpan(network.GetParameterRange(i)));
        }

        Workspace<T> workspace = network.CreateWorkspace(batch + 3, forTraining: true);
        foreach (AlignedArray<T> memory in workspace.Plan.Memory) memory.Span.Fill(T.NaN);
        bool predicts = network.Predict(inputs, workspace).SequenceEqual(current);
        foreach (AlignedArray<T> memory in workspace.Plan.Memory) memory.Span.Fill(T.NaN);
        bool trains = network.Forward(inputs, workspace).SequenceEqual(current);
        network.Backpropagate(inputs, outputGradients, workspace, gradients, inputGradients);
        return Laws.Holds(predicts, "the prediction differs")
            ?? Laws.Holds(trains, "the outputs in training differ")
            ?? Laws.Holds(gradients.AsSpan().SequenceEqual(expectedGradients), "the parameter gradients differ")
            ?? Laws.Holds(inputGradients.AsSpan().SequenceEqual(derivative), "the input gradients differ");
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
