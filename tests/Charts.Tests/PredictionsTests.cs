using SimdOptim.Charts;
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
}
