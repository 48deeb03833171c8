using System.Numerics;
using SimdOptim.Data;
using SimdOptim.Losses;

namespace SimdOptim.Tests;

public abstract class EvaluationLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Fact]
    public void Cost_and_accuracy_are_those_of_the_whole_data_whatever_the_batch()
    {
        DataSet<T> data = DataSets.Spiral<T>(1, 40, 3);
        Network<T> network = new NetworkBuilder<T>(2).Dense(9).ReLU().Dense(3).Softmax().Build(4);
        CategoricalCrossEntropy<T> loss = new();
        using Workspace<T> whole = network.CreateWorkspace(data.Count, forTraining: true), some = network.CreateWorkspace(7);
        double cost = network.ComputeGradients(data.Features, data.Targets, loss, whole, new T[network.ParameterCount]);
        int correct = 0;
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<T> outputs = network.Predict(data.Features.Slice(2 * i, 2), some);
            if (outputs.IndexOf(Max(outputs)) == int.CreateChecked(data.Targets[i])) correct++;
        }

        foreach (Workspace<T>? workspace in new[] { null, whole, some })
        {
            Evaluation evaluation = network.Evaluate(data, loss, workspace);
            Assert.Equal(cost, evaluation.Cost, 1e-6);
            Assert.Equal((double)correct / data.Count, evaluation.Accuracy);
            Assert.Null(evaluation.RSquared);
        }
    }

    [Fact]
    public void Quantities_have_a_coefficient_of_determination()
    {
        Network<T> network = new NetworkBuilder<T>(2).Dense(2).Build();
        T[] features = Numbers(1, 2, 3, -1, 0, 4), targets = Numbers(1.5, 2, 2, -1, 0, 3);
        DataSet<T> data = DataSet<T>.Regression(features, targets, 2, 2);
        Numbers(1, 0, 0, 1, 0, 0).CopyTo(network.Parameters); // the identity
        Evaluation evaluation = network.Evaluate(data, new MeanSquaredError<T>());

        // Residuals 0.5, 0, 1, 0, 0, 1; deviations 1/3, 5/6, -7/6 and 2/3, -7/3, 5/3.
        double squares = (1 / 9.0) + (25 / 36.0) + (49 / 36.0) + (4 / 9.0) + (49 / 9.0) + (25 / 9.0);
        Assert.Equal(1 - (2.25 / squares), evaluation.RSquared!.Value, 1e-6);
        Assert.Null(evaluation.Accuracy);
        Assert.Equal(1, network.Evaluate(DataSet<T>.Regression(features, features, 2, 2), new MeanSquaredError<T>()).RSquared);
    }

    [Fact]
    public void A_network_that_predicts_the_means_explains_nothing()
    {
        Network<T> network = new NetworkBuilder<T>(1).Dense(1).Build();
        Numbers(0, 3).CopyTo(network.Parameters);
        DataSet<T> data = DataSet<T>.Regression(Numbers(1, 2, 3), Numbers(2, 3, 4), 1);
        Assert.Equal(0, network.Evaluate(data, new MeanSquaredError<T>()).RSquared);
    }

    [Fact]
    public void Equal_targets_have_no_variance_to_explain()
    {
        DataSet<T> data = DataSet<T>.Regression(Numbers(1, 2, 3, 4, 5, 6), Numbers(0.7, 0.7, 0.7, 0.7, 0.7, 0.7), 1);
        double? determination = new NetworkBuilder<T>(1).Dense(1).Build().Evaluate(data, new MeanSquaredError<T>()).RSquared;
        Assert.False(double.IsFinite(determination!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_a_workspace_it_allocates_nothing(bool forTraining)
    {
        DataSet<T> classes = DataSets.Moons<T>(1, 50), quantities = DataSet<T>.Regression(classes.Features, classes.Targets, 2);
        Network<T> network = new NetworkBuilder<T>(2).Dense(5).ReLU().Dense(1).Sigmoid().Build();
        BinaryCrossEntropy<T> binary = new();
        MeanSquaredError<T> squared = new();
        using Workspace<T> workspace = network.CreateWorkspace(16, forTraining);
        for (int i = 0; i < 3; i++) Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            network.Evaluate(classes, binary, workspace);
            network.Evaluate(quantities, squared, workspace);
        }
    }

    [Fact]
    public void Classes_can_be_given_as_whole_numbers()
    {
        DataSet<T> data = DataSet<T>.Classification(Numbers(1, 2, 3), (int[])[0, 2, 1], 1, 3);
        Assert.Equal(Numbers(0, 2, 1), data.Targets);
        Assert.Equal(Numbers(0, 2), DataSet<T>.Classification(Numbers(1, 2), [0, 2], 1, 3).Targets);
        Assert.Contains(
            "that of sample 1 is 3",
            Assert.Throws<ArgumentException>("targets", () => DataSet<T>.Classification(Numbers(1, 2), (int[])[0, 3], 1, 3)).Message);
    }

    [Fact]
    public void Gradients_by_classes_that_are_whole_numbers_are_the_same_and_allocate_nothing()
    {
        Network<T> network = new NetworkBuilder<T>(2).Dense(5).ReLU().Dense(3).Softmax().Build();
        CategoricalCrossEntropy<T> loss = new();
        using Workspace<T> workspace = network.CreateWorkspace(4, forTraining: true);
        T[] inputs = Numbers(1, 2, 3, 4, 5, 6), expected = new T[network.ParameterCount], gradients = new T[network.ParameterCount];
        int[] classes = [2, 0, 1];
        double cost = network.ComputeGradients(inputs, Numbers(2, 0, 1), loss, workspace, expected);
        for (int i = 0; i < 3; i++) Assert.Equal(cost, network.ComputeGradients(inputs, classes, loss, workspace, gradients));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) network.ComputeGradients(inputs, classes, loss, workspace, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(expected, gradients);
    }

    private static T[] Numbers(params double[] numbers) => [.. numbers.Select(T.CreateChecked)];

    private static T Max(ReadOnlySpan<T> values)
    {
        T max = values[0];
        foreach (T value in values) max = T.Max(max, value);
        return max;
    }
}

public sealed class SingleEvaluationTests : EvaluationLaws<float>;

public sealed class DoubleEvaluationTests : EvaluationLaws<double>;
