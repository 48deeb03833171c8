using System.Text.Json.Nodes;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Layers;

/// <summary>The unit cases of two courses on dropout, with the masks that they draw themselves.</summary>
public class CourseDropoutTests
{
    private static readonly JsonNode _root = Golden.Load("course-dropout");

    /// <summary>One stream through inputs and masks; none is drawn in evaluation.</summary>
    [Fact]
    public void The_means_of_CS231n()
    {
        JsonNode golden = _root["cs231n"]!;
        NumPyRandom random = new(231);
        double[] inputs = new double[500 * 500];
        random.Normal(inputs.AsSpan());
        for (int i = 0; i < inputs.Length; i++) inputs[i] += 10;
        Golden.AssertNear([golden.Value<double>("inputMean")], [inputs.Average()], 1e-12, 0);
        double[] keeps = golden.Array<double>("keeps");
        for (int i = 0; i < keeps.Length; i++)
        {
            NumPyMask<double> mask = new(random, MaskOrder.SamplesFirst);
            LayerRun<double> run = new(new NetworkBuilder<double>(500).Dropout(keeps[i], mask).Build(), 500);
            inputs.CopyTo(run.Inputs, 0);

            run.Forward(isTraining: true);
            Golden.AssertNear([golden.Array<double>("means")[i]], [run.Outputs.Average()], 1e-12, 0);
            Assert.Equal(golden.Array<double>("dropped")[i], run.Outputs.Count(y => y == 0) / (double)run.Outputs.Length);

            run.Forward(isTraining: false);
            Assert.Equal(inputs, run.Outputs);
        }
    }

    [Fact]
    public void Forward_and_backward_of_CS231n()
    {
        JsonNode golden = _root["cs231n"]!;
        NumPyMask<double> mask = new(123, MaskOrder.SamplesFirst);
        LayerRun<double> run = new(new NetworkBuilder<double>(10).Dropout(0.2, mask).Build(), 10);
        NumPyRandom random = new(231);
        random.Normal(run.Inputs.AsSpan());
        for (int i = 0; i < run.Inputs.Length; i++) run.Inputs[i] += 10;
        random.Normal(run.OutputGradients.AsSpan());

        run.Forward(isTraining: true);
        run.Backward();

        Golden.AssertNear(golden.Array<double>("outputs"), run.Outputs, 1e-12, 1e-14);
        Golden.AssertNear(golden.Array<double>("inputGradients"), run.InputGradients, 1e-12, 1e-14);
        double[] drawn = new double[100];
        mask.Fill(drawn, 0.2, new MaskPosition(7, 0, 0, 10));
        Golden.AssertNear(golden.Array<double>("mask"), drawn, 1e-12, 1e-14);
    }

    /// <summary>
    /// The masks are drawn anew from one seed in every pass, the second layer's after the first's, samples in columns.
    /// </summary>
    [Fact]
    public void The_forward_propagation_of_deeplearning_ai()
    {
        JsonNode golden = _root["deeplearningAi"]!;
        double keep = golden.Value<double>("keep");
        NumPyMask<double> mask = new(golden.Value<uint>("seed"), MaskOrder.FeaturesFirst);
        Network<double> network = new NetworkBuilder<double>(3)
            .Dense(2).ReLU().Dropout(keep, mask).Dense(3).ReLU().Dropout(keep, mask).Dense(1).Sigmoid().Dense(1).Build();
        Golden.SetParameters(network, name => name switch
        {
            "dense4.weight" => [1],
            "dense4.bias" => [0],
            _ => golden["parameters"]!.Array<double>(name),
        });
        Workspace<double> workspace = network.CreateWorkspace(5, forTraining: true);
        double[] inputs = Golden.Transposed(golden.Array<double>("inputs"), 3), gradients = new double[network.ParameterCount];
        for (int pass = 0; pass < 3; pass++)
        {
            network.ComputeGradients(inputs, new double[5], new BinaryCrossEntropy<double>(), workspace, gradients, pass);

            AssertNear(Golden.Transposed(golden.Array<double>("first"), 2), workspace.Plan.GetActivations(2, 5).ToArray());
            AssertNear(Golden.Transposed(golden.Array<double>("second"), 3), workspace.Plan.GetActivations(5, 5).ToArray());
            AssertNear(golden.Array<double>("outputs"), workspace.Plan.GetActivations(7, 5).ToArray());
        }
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual) =>
        Golden.AssertNear(expected, actual, 1e-12, 1e-14);
}
