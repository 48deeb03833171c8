using System.Numerics;
using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>The runs of the optimization notebook of deeplearning.ai: 300 noisy moons, 2-5-2-1, batches of 64.</summary>
public class MoonsTests
{
    private static readonly JsonArray _runs = (JsonArray)Golden.Load("moons");

    public static TheoryData<string> Names => [.. _runs.Select(run => run!.Value<string>("name"))];

    [Theory, MemberData(nameof(Names))]
    public void In_double_a_run_is_the_published_one(string name)
    {
        JsonNode golden = Of(name);
        (Network<double> network, TrainingHistory history, double[] halfway) = Run<double>(golden);
        EpochResult[] rows = [.. history.Epochs.ToArray().Where(result => result.Epoch % 1000 == 0)];
        double[] costs = [.. rows.Select(row => row.Cost)], lastBatchCosts = [.. rows.Select(row => row.LastBatchCost)];

        Golden.AssertNear(golden.Array<double>("costs"), costs, 0, 1e-12);
        Golden.AssertNear(golden.Array<double>("lastBatchCosts"), lastBatchCosts, 0, 1e-12);
        AssertPrinted(golden["publishedCosts"], costs);
        AssertPrinted(golden["publishedLastBatchCosts"], lastBatchCosts);
        Assert.Equal(golden.Array<double>("accuracies"), rows.Select(row => row.Accuracy!.Value));
        Assert.Equal(golden.Value<double>("finalAccuracy"), history.Last.Accuracy);
        Golden.AssertNear(Parameters(network, golden["finalParameters"]!), network.Parameters, 0, 1e-9);
        if (golden["parametersAfter5000"] is { } parameters)
        {
            Golden.AssertNear(Parameters(network, parameters), halfway, 0, 1e-9);
            Assert.Equal(golden.Value<double>("accuracyAfter5000"), history.Epochs[4999].Accuracy);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void In_float_a_run_stays_beside_the_published_one(string name)
    {
        JsonNode golden = Of(name);
        (_, TrainingHistory history, _) = Run<float>(golden);
        EpochResult[] rows = [.. history.Epochs.ToArray().Where(result => result.Epoch % 1000 == 0)];
        bool isAdam = golden.Value<string>("rule") == "adam";
        double[] accuracies = [.. rows.Select(row => row.Accuracy!.Value), history.Last.Accuracy!.Value];

        Golden.AssertNear(golden.Array<double>("costs"), [.. rows.Select(row => row.Cost)], isAdam ? 1e-2 : 1e-3, 0);
        Golden.AssertNear(
            [.. golden.Array<double>("accuracies"), golden.Value<double>("finalAccuracy")], accuracies, 0, ((isAdam ? 3 : 1) + 0.5) / 300);
    }

    private static JsonNode Of(string name) => _runs.First(run => run!.Value<string>("name") == name)!;

    private static (Network<T> Network, TrainingHistory History, T[] Halfway) Run<T>(JsonNode golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Network<T> network = new NetworkBuilder<T>(2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), seed: 3);
        double rate = golden.Value<double>("learningRate");
        Optimizer<T> optimizer = golden.Value<string>("rule") switch
        {
            "gd" => Optimizer<T>.Create(default(Sgd), network.ParameterCount, rate),
            "momentum" => Optimizer<T>.Create(new AveragedMomentum(0.9), network.ParameterCount, rate),
            _ => Optimizer<T>.Create(new Adam(0.9, 0.999, 1e-8), network.ParameterCount, rate),
        };
        TrainingOptions options = new()
        {
            Epochs = golden.Value<int>("epochs"),
            ShuffleSeed = 11,
            LearningRateSchedule = golden["decay"]?.GetValue<string>() switch
            {
                null => null,
                "update_lr" => new InverseTimeDecay(rate, 1).Delay(1),
                _ => new StaircaseInverseTimeDecay(rate, 1, 1000).Delay(1),
            },
        };
        Trainer<T> trainer = new(network, DataSets.Moons<T>(3, 300, 0.2), new BinaryCrossEntropy<T>(), optimizer, options);
        T[] halfway = [];
        TrainingHistory history = trainer.Train(result =>
        {
            if (result.Epoch == 4999) halfway = network.Parameters.ToArray();
        });
        return (network, history, halfway);
    }

    private static double[] Parameters(Network<double> network, JsonNode tensors) =>
        Golden.Flatten(network, name => tensors.Array<double>((name.EndsWith("weight") ? "W" : "b") + name[5]));

    /// <summary>Compares with what was printed to six decimals, as far as it was.</summary>
    private static void AssertPrinted(JsonNode? published, double[] actual)
    {
        if (published is not JsonArray figures) return;
        Assert.Equal(figures.Select(figure => figure!.GetValue<double>()), actual.Take(figures.Count).Select(cost => Math.Round(cost, 6)));
    }
}
