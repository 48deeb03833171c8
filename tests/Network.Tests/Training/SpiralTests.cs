using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>
/// The runs of "Neural Networks from Scratch", chapter 10, in double throughout: a spiral of 3·100 points, then the weights of
/// 2-64-3, 0.01·N(0, 1), inputs first, all from one stream of seed 0; full batch, the rate decaying by step.
/// </summary>
public class SpiralTests
{
    private static readonly JsonNode _root = Golden.Load("spiral");

    public static TheoryData<string> Names => [.. ((JsonArray)_root["runs"]!).Select(run => run!.Value<string>("name"))];

    [Fact]
    public void The_first_gradients_are_those_of_the_book()
    {
        (Network<double> network, DataSet<double> data) = Begin();
        double[] gradients = new double[network.ParameterCount];
        network.ComputeGradients(
            data.Features, data.Targets, new CategoricalCrossEntropy<double>(), network.CreateWorkspace(data.Count, true), gradients);

        Golden.AssertNear(Flatten(_root["firstGradients"]!), gradients, 1e-10, 1e-15);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_run_is_that_of_the_book(string name)
    {
        JsonNode golden = ((JsonArray)_root["runs"]!).First(run => run!.Value<string>("name") == name)!;
        (Network<double> network, DataSet<double> data) = Begin();
        double rate = golden.Value<double>("learningRate");
        Optimizer<double> optimizer = golden.Value<string>("rule") switch
        {
            "sgd" => Optimizer<double>.Create(default(Sgd), network.ParameterCount, rate),
            "heavyBall" => Optimizer<double>.Create(
                new HeavyBall(golden.Value<double>("momentum")), network.ParameterCount, rate),
            "rmsprop" => Optimizer<double>.Create(new RmsProp(0.9, 1e-7), network.ParameterCount, rate),
            _ => Optimizer<double>.Create(new Adam(0.9, 0.999, 1e-7), network.ParameterCount, rate),
        };
        optimizer.Schedule = new InverseTimeDecay(rate, golden.Value<double>("decay"));
        Trainer<double> trainer = new(
            network, data, new CategoricalCrossEntropy<double>(), optimizer, new TrainingOptions { Epochs = 201, BatchSize = 0 });
        double[] afterFirstStep = [];
        EpochResult[] epochs = trainer.Train(result =>
        {
            if (result.Epoch == 0) afterFirstStep = network.Parameters.ToArray();
        }).Epochs.ToArray();

        int comparable = Math.Min(golden.Value<int>("comparableUntil"), 201);
        Golden.AssertNear(Flatten(golden["parametersAfterFirstStep"]!), afterFirstStep, 0, 1e-9);
        Golden.AssertNear(
            golden.Array<double>("losses").AsSpan(0, comparable), [.. epochs.Take(comparable).Select(epoch => epoch.Cost)], 0, 1e-9);

        // The book measures before the step, we after it.
        Assert.Equal(golden.Array<double>("accuracies")[1..], epochs[..^1].Select(epoch => epoch.Accuracy!.Value));
    }

    private static (Network<double> Network, DataSet<double> Data) Begin()
    {
        NumPyRandom random = new(0);
        DataSet<double> data = DataSets.Spiral<double>(random, 100, 3);
        Network<double> network = new NetworkBuilder<double>(2).Dense(64).ReLU().Dense(3).Softmax().Build();
        network.Initialize(new ScaledNormal(0.01), random, DrawOrder.InputsFirst);
        return (network, data);
    }

    private static double[] Flatten(JsonNode tensors) =>
        [.. new[] { "W1", "b1", "W2", "b2" }.SelectMany(name => tensors.Array<double>(name))];
}
