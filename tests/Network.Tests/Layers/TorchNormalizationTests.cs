using System.Text.Json.Nodes;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

/// <summary>The normalizations forward and backward against PyTorch in float64.</summary>
public class TorchNormalizationTests
{
    private static readonly JsonNode _root = Golden.Load("torch-normalization")["layers"]!;

    private static readonly BatchNormOptions _asPyTorch = new() { UsesUnbiasedVariance = true };

    [Fact]
    public void Batch_normalization_in_training()
    {
        JsonNode golden = _root["batchNormInTraining"]!;
        LayerRun<double> run = Create(golden, builder => builder.BatchNorm(_asPyTorch));
        AssertSame(golden, run);
        AssertNear([.. golden.Array<double>("runningMean"), .. golden.Array<double>("runningVariance")], run.Buffers);
    }

    [Fact]
    public void Batch_normalization_in_evaluation_and_its_gradients_when_it_is_frozen()
    {
        JsonNode golden = _root["batchNormInEvaluation"]!;
        LayerRun<double> run = Create(golden, builder => builder.BatchNorm(_asPyTorch with { IsFrozen = true }));
        double[] buffers = [.. golden.Array<double>("runningMean"), .. golden.Array<double>("runningVariance")];
        buffers.CopyTo(run.Buffers);
        AssertSame(golden, run);
        Assert.Equal(buffers, run.Buffers.ToArray());

        run.Forward(isTraining: false);
        AssertNear(golden.Array<double>("outputs"), run.Outputs);
    }

    [Fact]
    public void Layer_normalization()
    {
        JsonNode golden = _root["layerNorm"]!;
        LayerRun<double> run = Create(golden, builder => builder.LayerNorm());
        AssertSame(golden, run);

        run.Forward(isTraining: false);
        AssertNear(golden.Array<double>("outputs"), run.Outputs);
    }

    private static LayerRun<double> Create(JsonNode golden, Func<NetworkBuilder<double>, NetworkBuilder<double>> add)
    {
        int[] shape = golden.Array<int>("shape");
        LayerRun<double> run = new(add(new NetworkBuilder<double>(shape[1])).Build(), shape[0]);
        golden.Array<double>("inputs").CopyTo(run.Inputs, 0);
        golden.Array<double>("outputGradients").CopyTo(run.OutputGradients, 0);
        golden.Array<double>("weight").CopyTo(run.Parameters);
        golden.Array<double>("bias").CopyTo(run.Parameters.AsSpan(shape[1]));
        return run;
    }

    private static void AssertSame(JsonNode golden, LayerRun<double> run)
    {
        run.Forward(isTraining: true);
        run.Backward();
        AssertNear(golden.Array<double>("outputs"), run.Outputs);
        AssertNear(golden.Array<double>("inputGradients"), run.InputGradients);
        AssertNear([.. golden.Array<double>("weightGradient"), .. golden.Array<double>("biasGradient")], run.ParameterGradients);
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual) =>
        Golden.AssertNear(expected, actual, 1e-10, 1e-12);
}
