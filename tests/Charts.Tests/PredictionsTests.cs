using SimdOptim.Charts;
using SimdOptim.Data;
using SimdOptim.Initializers;

namespace SimdOptim.Tests.Charts;

public sealed class PredictionsTests
{
    [Fact]
    public void Any_number_of_samples_is_answered_as_each_alone()
    {
        const int Samples = 2500; // more than two batches
        Network<float> network = new NetworkBuilder<float>(2).Dense(4).Sigmoid().Dense(3).Build();
        network.Initialize(new He(), 1);
        float[] inputs = [.. Enumerable.Range(0, 2 * Samples).Select(i => MathF.Sin(i))];

        float[] outputs = Predictions.Compute<float>(network, inputs);

        Assert.Equal(3 * Samples, outputs.Length);
        Workspace<float> workspace = network.CreateWorkspace();
        for (int i = 0; i < Samples; i++)
            Assert.Equal(network.Predict(inputs.AsSpan(2 * i, 2), workspace).ToArray(), outputs[(3 * i)..(3 * i + 3)]);
    }

    [Theory]
    [InlineData(1, 0, 1)] // y = x is what the network predicts
    [InlineData(0, 2, 0)] // the mean of the targets
    [InlineData(-1, 4, -3)] // the wrong way round: residuals of twice the targets' distance from their mean
    public void Determination_is_the_share_of_the_variance_that_is_predicted(double weight, double bias, double expected)
    {
        DataSet<double> data = DataSet<double>.Regression([1, 2, 3], [1, 2, 3], featureCount: 1);
        Network<double> network = new NetworkBuilder<double>(1).Dense(1).Build();
        (network.Parameters[0], network.Parameters[1]) = (weight, bias);

        Assert.Equal(expected, Predictions.Determine(network, data), 1e-12);
    }

    [Fact]
    public void Equal_targets_have_no_variance_to_predict()
    {
        DataSet<double> data = DataSet<double>.Regression([1, 2, 3, 4, 5, 6], [0.7, 0.7, 0.7, 0.7, 0.7, 0.7], featureCount: 1);
        Assert.True(double.IsNaN(Predictions.Determine(new NetworkBuilder<double>(1).Dense(1).Build(), data)));
    }
}
