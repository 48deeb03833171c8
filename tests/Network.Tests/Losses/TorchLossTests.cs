using System.Text.Json.Nodes;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Losses;

/// <summary>Each loss and its gradient against PyTorch in float64.</summary>
public class TorchLossTests
{
    private static readonly JsonNode _root = Golden.Load("torch")["losses"]!;

    [Fact]
    public void Binary_cross_entropy_is_that_of_PyTorch() =>
        AssertSame(_root["binary_cross_entropy_with_logits_mean"]!, new BinaryCrossEntropy<double>());

    [Fact]
    public void Categorical_cross_entropy_is_that_of_PyTorch() =>
        AssertSame(_root["softmax_cross_entropy_mean"]!, new CategoricalCrossEntropy<double>());

    [Fact]
    public void Label_smoothing_is_that_of_PyTorch() =>
        AssertSame(_root["softmax_cross_entropy_label_smoothing_0.1"]!, new CategoricalCrossEntropy<double>(0.1));

    [Fact]
    public void Mean_squared_error_is_that_of_PyTorch() => AssertSame(_root["mse_mean"]!, new MeanSquaredError<double>());

    [Fact]
    public void Huber_is_that_of_PyTorch() => AssertSame(_root["huber_1.0_mean"]!, new Huber<double>());

    [Fact]
    public void Mean_absolute_error_is_that_of_PyTorch() => AssertSame(_root["l1_mean"]!, new MeanAbsoluteError<double>());

    private static void AssertSame(JsonNode golden, Loss<double> loss)
    {
        double[] outputs = golden.Array<double>("outputs"), gradients = new double[outputs.Length];
        double cost = loss.Evaluate(outputs, golden.Array<double>("targets"), golden.Array<int>("shape")[1], gradients);

        Golden.AssertNear([golden.Value<double>("loss")], [cost], 1e-10, 1e-12);
        Golden.AssertNear(golden.Array<double>("gradients"), gradients, 1e-10, 1e-12);
    }
}
