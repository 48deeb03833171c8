using System.Text.Json.Nodes;
using SimdOptim.Gradients;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Gradients;

/// <summary>deeplearning.ai's notebook on gradient checking, with a network of this library in the place of its own.</summary>
public class NetworkGradientCheckFigureTests
{
    private static readonly JsonNode _golden = Golden.Load("gradient-check");
    private static readonly double[] _inputs = Golden.Transposed(_golden.Array<double>("X"), 4);
    private static readonly double[] _targets = _golden.Array<double>("Y");
    private static readonly BinaryCrossEntropy<double> _loss = new();

    private readonly Network<double> _network =
        new NetworkBuilder<double>(4).Dense(5).ReLU().Dense(3).ReLU().Dense(1).Sigmoid().Build();

    private readonly double[] _gradients = new double[47];

    public NetworkGradientCheckFigureTests()
    {
        Golden.SetParameters(_network, tensor => _golden["parameters"]!.Array<double>(tensor));
        Workspace<double> workspace = _network.CreateWorkspace(3, forTraining: true);
        double cost = _network.ComputeGradients(_inputs, _targets, _loss, workspace, _gradients);

        Assert.Equal(_golden.Value<double>("cost"), cost, 1e-12 * cost);
        double[] expected = Golden.Flatten(_network, tensor => _golden["gradients"]!.Array<double>(tensor));
        Golden.AssertNear(expected, _gradients, 1e-12, 1e-14);
    }

    /// <summary>
    /// The notebook's 1.19e-7 is what its own cost loses in 1 - a, where a is all but 1; a cost from logits loses nothing.
    /// </summary>
    [Fact]
    public void The_right_gradient_is_far_closer_than_the_published_difference()
    {
        GradientCheckResult result = NetworkGradientCheck.Run(_network, _inputs, _targets, _loss);

        Assert.True(result.Passes(0.02 * _golden.Value<double>("differenceFixed")), result.Describe());
        Assert.Empty(result.Kinks);
        Assert.Equal(
            result.Parameters,
            NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, _gradients).Parameters);
    }

    /// <summary>The faults make 0.285093149 of the true gradient; the published 0.285093157 has that rounding in it.</summary>
    [Fact]
    public void The_planted_faults_are_found_and_named()
    {
        double[] right = [.. _gradients];
        Scale("dense2.weight", 2);
        Scale("dense1.bias", 4);

        GradientCheckResult result = NetworkGradientCheck.Judge(_network, _inputs, _targets, _loss, _gradients);

        Assert.Equal(GradientCheck.RelativeDifference(_gradients, right), result.RelativeDifference, 1e-9);
        Assert.Equal(_golden.Value<double>("differenceWithBugs"), result.RelativeDifference, 1e-8);
        Assert.False(result.Passes(2e-7));
        Assert.False(result.IsExplainedByKinks(2e-7));
        Assert.Equal(
            [("dense1.bias", 0.6), ("dense2.weight", 0.333333)],
            result.Tensors.Where(tensor => tensor.RelativeDifference > 1e-3)
                .Select(tensor => (tensor.Tensor.Name, Math.Round(tensor.RelativeDifference, 6))));
        Assert.Equal("dense1.bias[0]", result.Worst.Name); // 3·0.63 off, dense2.weight[0,2] by 0.90
        Assert.Contains("worst: dense1.bias[0],", result.Describe());
    }

    [Fact]
    public void With_the_notebooks_formula_for_the_cost_the_differences_are_the_published_ones()
    {
        double[] parameters = _network.Parameters.ToArray();
        Assert.Equal(_golden.Value<double>("differenceFixed"), Difference(), 1e-9);
        Scale("dense2.weight", 2);
        Scale("dense1.bias", 4);
        Assert.Equal(_golden.Value<double>("differenceWithBugs"), Difference(), 1e-9);

        double Difference() => GradientCheck.Run(Cost, parameters, _gradients).RelativeDifference;

        double Cost(ReadOnlySpan<double> place)
        {
            place.CopyTo(_network.Parameters);
            double[] outputs = _network.Predict(_inputs, _network.CreateWorkspace(3)).ToArray();
            return outputs.Zip(_targets, (a, y) => -((y * Math.Log(a)) + ((1 - y) * Math.Log(1 - a)))).Average();
        }
    }

    private void Scale(string tensor, double factor)
    {
        foreach (ref double gradient in _gradients.AsSpan(_network.Layout[tensor].Range)) gradient *= factor;
    }
}
