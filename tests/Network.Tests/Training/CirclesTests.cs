using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>
/// The runs of the initialization notebook of deeplearning.ai: 300 circles, 2-10-5-1, full batch, 15,000 epochs.
/// </summary>
public class CirclesTests
{
    private static readonly JsonNode _root = Golden.Load("circles");

    [Theory]
    [InlineData("he")]
    [InlineData("zeros")]
    public void In_double_a_run_is_the_published_one(string name)
    {
        JsonNode golden = _root[name]!;
        Network<double> network = new NetworkBuilder<double>(2).Dense(10).ReLU().Dense(5).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(name == "he" ? new He() : new Zeros(), seed: 3);
        Trainer<double> trainer = new(
            network,
            DataSets.Circles<double>(1, 300, 0.05),
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(default(Sgd), network.ParameterCount, 0.01),
            new TrainingOptions { Epochs = 15_000, BatchSize = 0, AccuracyInterval = 15_000 });
        EpochResult[] epochs = trainer.Train().Epochs.ToArray();

        Golden.AssertNear(golden.Array<double>("costs"), [.. epochs.Where(row => row.Epoch % 1000 == 0).Select(row => row.Cost)], 0, 1e-12);
        Assert.Equal(golden.Value<double>("trainAccuracy"), epochs[^1].Accuracy);
        Assert.Equal(golden.Value<double>("testAccuracy"), trainer.MeasureAccuracy(DataSets.Circles<double>(2, 100, 0.05)));
        double[] parameters = Golden.Flatten(
            network, tensor => golden["finalParameters"]!.Array<double>((tensor.EndsWith("weight") ? "W" : "b") + tensor[5]));
        Golden.AssertNear(parameters, network.Parameters, 0, 1e-9);
    }
}
