using System.Text.Json.Nodes;
using SimdOptim.Layers;

namespace SimdOptim.Tests.Layers;

/// <summary>Each layer forward and backward against PyTorch in float64.</summary>
public class TorchLayerTests
{
    private static readonly JsonNode _root = Golden.Load("torch")["layers"]!;

    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    [InlineData("softmax")]
    [InlineData("tanh")]
    [InlineData("leakyReLU")]
    [InlineData("elu")]
    [InlineData("gelu")]
    [InlineData("geluTanh")]
    [InlineData("siLU")]
    [InlineData("softplus")]
    [InlineData("logSoftmax")]
    public void A_layer_is_that_of_PyTorch(string name)
    {
        JsonNode golden = _root[name]!;
        int width = golden.Array<int>("shape")[1];
        double[] inputs = golden.Array<double>("inputs"), expected = golden.Array<double>("outputs");
        int outputCount = expected.Length / golden.Array<int>("shape")[0];
        NetworkBuilder<double> builder = new(width);
        Layer<double> layer = (name switch
        {
            "linear" => builder.Dense(outputCount),
            "relu" => builder.ReLU(),
            "sigmoid" => builder.Sigmoid(),
            "softmax" => builder.Softmax(),
            "tanh" => builder.Tanh(),
            "leakyReLU" => builder.LeakyReLU(),
            "elu" => builder.Elu(),
            "gelu" => builder.Gelu(),
            "geluTanh" => builder.Gelu(GeluForm.Tanh),
            "siLU" => builder.SiLU(),
            "softplus" => builder.Softplus(),
            _ => builder.LogSoftmax(),
        }).Build().Layers[0];
        double[] parameters = [], parameterGradients = new double[layer.ParameterCount], expectedGradients = [];
        if (name == "linear")
        {
            parameters = [.. Golden.Transposed(golden.Array<double>("weight"), outputCount), .. golden.Array<double>("bias")];
            expectedGradients =
                [.. Golden.Transposed(golden.Array<double>("weightGradient"), outputCount), .. golden.Array<double>("biasGradient")];
        }

        double[] outputs = new double[expected.Length], inputGradients = new double[inputs.Length];
        Array.Fill(parameterGradients, double.NaN); // overwritten, not added to
        layer.Forward(new ForwardPass<double>
        {
            Parameters = parameters,
            Inputs = new(inputs, width),
            Outputs = new(outputs, outputCount),
        });
        layer.Backward(new BackwardPass<double>
        {
            Parameters = parameters,
            Inputs = new(inputs, width),
            Outputs = new(outputs, outputCount),
            OutputGradients = new(golden.Array<double>("outputGradients"), outputCount),
            InputGradients = new(inputGradients, width),
            ParameterGradients = parameterGradients,
            Scratch = new double[layer.ScratchCount],
        });

        Golden.AssertNear(expected, outputs, 1e-10, 1e-12);
        Golden.AssertNear(golden.Array<double>("inputGradients"), inputGradients, 1e-10, 1e-12);
        Golden.AssertNear(expectedGradients, parameterGradients, 1e-10, 1e-12);

        // Nobody wants the gradients of a network's inputs.
        Array.Fill(parameterGradients, double.NaN);
        layer.Backward(new BackwardPass<double>
        {
            Parameters = parameters,
            Inputs = new(inputs, width),
            Outputs = new(outputs, outputCount),
            OutputGradients = new(golden.Array<double>("outputGradients"), outputCount),
            ParameterGradients = parameterGradients,
            Scratch = new double[layer.ScratchCount],
        });
        Golden.AssertNear(expectedGradients, parameterGradients, 1e-10, 1e-12);
    }

    [Fact]
    public void At_zero_the_derivative_of_ReLU_is_zero()
    {
        Layer<double> relu = new NetworkBuilder<double>(4).ReLU().Build().Layers[0];
        double[] outputs = new double[4], inputGradients = new double[4];
        double[] inputs = [0.0, -0.0, double.Epsilon, double.NaN];
        relu.Forward(new ForwardPass<double> { Inputs = new(inputs, 4), Outputs = new(outputs, 4) });
        relu.Backward(new BackwardPass<double>
        {
            Inputs = new(inputs, 4),
            Outputs = new(outputs, 4),
            OutputGradients = new([1, 2, 3, double.PositiveInfinity], 4),
            InputGradients = new(inputGradients, 4),
        });

        Assert.Equal([0, 0, double.Epsilon, double.NaN], outputs);
        Assert.Equal([0, 0, 3, 0], inputGradients);
    }
}
