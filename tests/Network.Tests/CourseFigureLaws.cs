using System.Numerics;
using System.Text.Json.Nodes;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Tests;

/// <summary>The figures of CS231n's second assignment.</summary>
public abstract class CourseFigureLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly JsonNode _root = Golden.Load("cs231n");

    [Fact]
    public void Hinge_is_that_of_the_course() => AssertSameLoss(new Hinge<T>(), "hinge");

    [Fact]
    public void Cross_entropy_is_that_of_the_course() => AssertSameLoss(new CategoricalCrossEntropy<T>(), "crossEntropy");

    [Fact]
    public void Affine_outputs_are_those_of_the_course()
    {
        Network<T> network = new NetworkBuilder<T>(120).Dense(3).Build();
        Span(-0.2, 0.3, 360).CopyTo(network.Parameters);
        Span(-0.3, 0.1, 3).CopyTo(network.Parameters[360..]);
        AssertNear(_root["affine"]!.Array<double>("outputs"), network.Predict(Span(-0.1, 0.5, 240), network.CreateWorkspace(2)));
    }

    [Fact]
    public void Rectified_outputs_are_those_of_the_course()
    {
        Network<T> network = new NetworkBuilder<T>(4).ReLU().Build();
        AssertNear(_root["relu"]!.Array<double>("outputs"), network.Predict(Span(-0.5, 0.5, 12), network.CreateWorkspace(3)));
    }

    /// <summary>The gradients are those without the penalty; its strength of 1 is λ = m.</summary>
    [Fact]
    public void Two_layers_have_the_outputs_costs_and_gradients_of_the_course()
    {
        JsonNode golden = _root["network"]!;
        Network<T> network = new NetworkBuilder<T>(5).Dense(50).ReLU().Dense(7).Softmax().Build();
        Span(-0.7, 0.3, 250).CopyTo(network.Parameters[network.Layout["dense1.weight"].Range]);
        Span(-0.1, 0.9, 50).CopyTo(network.Parameters[network.Layout["dense1.bias"].Range]);
        Span(-0.3, 0.4, 350).CopyTo(network.Parameters[network.Layout["dense2.weight"].Range]);
        Span(-0.9, 0.1, 7).CopyTo(network.Parameters[network.Layout["dense2.bias"].Range]);
        T[] inputs = Golden.Transposed(Span(-5.5, 4.5, 15), 5), gradients = new T[network.ParameterCount];
        Workspace<T> workspace = network.CreateWorkspace(3, forTraining: true);

        T[] targets = [T.Zero, T.CreateChecked(5), T.One];
        double cost = network.ComputeGradients(inputs, targets, new CategoricalCrossEntropy<T>(), workspace, gradients);
        AssertNear([golden.Value<double>("cost")], [cost]);
        double activation = workspace.Plan.GetActivations(1, 3).ToArray().Max(double.CreateChecked);
        foreach (ParameterTensor tensor in network.Layout.Tensors)
        {
            // Logits of about 16 are rounded by 1e-6 in float, probabilities with them; this weight's gradient has that times an
            // activation.
            double size = tensor.Name == "dense2.weight" ? activation : 1;
            AssertNear(golden.Array<double>(tensor.Name), gradients.AsSpan(tensor.Range), size);
        }

        AssertNear(golden.Array<double>("outputs"), workspace.Plan.GetActivations(2, 3).ToArray());
        double penalty = L2Penalty.Add<T>(network.Layout, network.Parameters, gradients, 1);
        AssertNear([golden.Value<double>("penalizedCost")], [cost + penalty]);
    }

    private static void AssertSameLoss(Loss<T> loss, string name)
    {
        JsonNode golden = _root["loss"]!;
        T[] outputs = new T[50 * 10], gradients = new T[outputs.Length];
        new NumPyRandom(231).Normal<T>(outputs, 0, 0.001);
        double cost = loss.Evaluate(outputs, golden.Array<double>("targets").Select(T.CreateChecked).ToArray(), 10, gradients);

        AssertNear([golden.Value<double>(name)], [cost]);
        AssertNear(golden.Array<double>(name + "Gradients"), gradients);
    }

    private static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<T> actual, double size = 1) =>
        AssertNear(expected, [.. actual.ToArray().Select(double.CreateChecked)], size);

    private static void AssertNear(ReadOnlySpan<double> expected, double[] actual, double size = 1)
    {
        if (typeof(T) == typeof(float)) Golden.AssertNear(expected, actual, 2e-6, 2e-6 * size);
        else Golden.AssertNear(expected, actual, 1e-12, 1e-14);
    }

    /// <summary>NumPy's <c>linspace</c>.</summary>
    private static T[] Span(double first, double last, int count) =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(first + (i * ((last - first) / (count - 1)))))];
}

public sealed class DoubleCourseFigureTests : CourseFigureLaws<double>;

public sealed class SingleCourseFigureTests : CourseFigureLaws<float>;
