using System.Text.Json.Nodes;
using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Layers;

/// <summary>The unit cases of CS231n on batch normalization and dropout once more, in float.</summary>
public class SingleCourseLayerTests
{
    [Fact]
    public void Batch_normalization_forward_and_backward()
    {
        JsonNode golden = Golden.Load("course-normalization")["backward"]!;
        LayerRun<float> run =
            new(new NetworkBuilder<float>(5).BatchNorm(new BatchNormOptions { InitialRunningVariance = 0 }).Build(), 4);
        Narrow(golden, "inputs").CopyTo(run.Inputs, 0);
        Narrow(golden, "outputGradients").CopyTo(run.OutputGradients, 0);
        float[] parameters = [.. Narrow(golden, "weight"), .. Narrow(golden, "bias")];
        parameters.CopyTo(run.Parameters);

        run.Forward(isTraining: true);
        run.Backward();

        AssertNear(golden.Array<double>("outputs"), run.Outputs);
        AssertNear(golden.Array<double>("inputGradients"), run.InputGradients);
        AssertNear([.. golden.Array<double>("weightGradient"), .. golden.Array<double>("biasGradient")], run.ParameterGradients);
    }

    [Fact]
    public void Dropout_forward_and_backward()
    {
        JsonNode golden = Golden.Load("course-dropout")["cs231n"]!;
        NumPyMask<float> mask = new(123, MaskOrder.SamplesFirst);
        LayerRun<float> run = new(new NetworkBuilder<float>(10).Dropout(0.2, mask).Build(), 10);
        NumPyRandom random = new(231);
        random.Normal(run.Inputs.AsSpan(), 10, 1);
        random.Normal(run.OutputGradients.AsSpan());

        run.Forward(isTraining: true);
        run.Backward();

        AssertNear(golden.Array<double>("outputs"), run.Outputs);
        AssertNear(golden.Array<double>("inputGradients"), run.InputGradients);
    }

    private static float[] Narrow(JsonNode golden, string name) => [.. golden.Array<double>(name).Select(value => (float)value)];

    private static void AssertNear(double[] expected, ReadOnlySpan<float> actual) =>
        Golden.AssertNear(expected, [.. actual.ToArray().Select(value => (double)value)], 2e-6, 2e-6);
}
