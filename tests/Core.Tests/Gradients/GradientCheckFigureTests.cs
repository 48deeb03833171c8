using System.Text.Json.Nodes;
using SimdOptim.Gradients;

namespace SimdOptim.Tests.Gradients;

/// <summary>The figures that deeplearning.ai's notebook on gradient checking publishes.</summary>
public class GradientCheckFigureTests
{
    private static readonly JsonNode _root = GoldenFile.Read("gradient-check.json");
    private static readonly JsonNode _figures = _root["network"]!;
    private static readonly double[] _parameters = _figures.Numbers("parameters");
    private static readonly SmallNetwork _network = new(_figures.Numbers("X"), _figures.Numbers("Y"));

    private static readonly NamedTensor[] _tensors =
    [
        new("dense1.weight", 0, 5, 4), new("dense1.bias", 20, 1, 5), new("dense2.weight", 25, 3, 5),
        new("dense2.bias", 40, 1, 3), new("dense3.weight", 43, 1, 3), new("dense3.bias", 46, 1, 1),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_dimension_has_the_published_difference(int index)
    {
        JsonNode golden = _root["oneDimension"]![index]!;
        double x = golden.Number("x");
        double derivative = GradientCheck.Derivative(theta => theta * x, golden.Number("theta"), golden.Number("step"));
        Assert.Equal(golden.Number("derivative"), derivative, 1e-12);
        Assert.Equal(golden.Number("difference"), GradientCheck.RelativeDifference(x, derivative), 1e-12);
    }

    [Fact]
    public void A_right_gradient_has_the_published_difference()
    {
        double[] gradients = _network.Gradients(_parameters);
        Assert.Equal(_figures.Number("cost"), _network.Cost(_parameters), 1e-13);
        GoldenFile.AssertNear<double>(_figures.Numbers("gradients"), gradients, 1e-12, 1e-14, "gradients");

        GradientCheckResult result = GradientCheck.Run(_network.Cost, _parameters, gradients, tensors: _tensors);
        Assert.InRange(result.RelativeDifference, 1.18e-7, 1.20e-7);
        Assert.True(result.Passes(2e-7));
        Assert.False(result.Passes(1e-7));
        Assert.Empty(result.Kinks);
        Assert.Equal(47, result.NumericalGradient.Length);
        Assert.Equal(_network.Cost(_parameters), result.Value);
        Assert.All(result.Tensors, tensor => Assert.InRange(tensor.RelativeDifference, 0, 1e-6));
    }

    [Fact]
    public void The_planted_faults_have_the_published_difference_and_are_found()
    {
        double[] gradients = _network.Gradients(_parameters, weight2Factor: 2, bias1Factor: 4);
        GradientCheckResult result = GradientCheck.Run(_network.Cost, _parameters, gradients, tensors: _tensors);
        Assert.Equal(_figures.Number("differenceWithBugs"), result.RelativeDifference, 1e-9);
        Assert.False(result.Passes(2e-7));
        Assert.False(result.IsExplainedByKinks(2e-7));
        Assert.Contains(result.Worst.Tensor.Name, new[] { "dense2.weight", "dense1.bias" });
        Assert.StartsWith(result.Worst.Tensor.Name + "[", result.Worst.Name);
        Assert.Equal(
            ["dense1.bias", "dense2.weight"],
            result.Tensors.Where(tensor => tensor.RelativeDifference > 1e-3).Select(tensor => tensor.Tensor.Name));
        Assert.Equal(0.6, result.Tensors[1].RelativeDifference, 1e-6);
        Assert.Equal(1 / 3.0, result.Tensors[2].RelativeDifference, 1e-6);
    }

    [Fact]
    public void Richardson_finds_the_right_gradient_right_to_ten_digits_and_the_faults_as_well()
    {
        GradientCheckOptions options = new() { Method = DerivativeMethod.Richardson };
        Assert.InRange(
            GradientCheck.Run(_network.Cost, _parameters, _network.Gradients(_parameters), options).RelativeDifference, 0, 1e-10);
        double[] wrong = _network.Gradients(_parameters, weight2Factor: 1 + 1e-8);
        Assert.False(GradientCheck.Run(_network.Cost, _parameters, wrong, options).Passes(1e-10));
    }
}
