using System.Diagnostics.Metrics;
using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Readme;

/// <summary>The snippets of the README and the pages in docs; <see cref="ReadmeTests"/> compares the texts.</summary>
internal static class ReadmeSnippets
{
    public static (Network<float> Network, double Accuracy, float Probability) Train()
    {
        DataSet<float> data = DataSets.Moons<float>(seed: 3, samples: 300, noise: 0.2);
        Network<float> network = new NetworkBuilder<float>(inputCount: 2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid().Build(seed: 3);
        BinaryCrossEntropy<float> loss = new();
        network.Train(data, loss, network.CreateOptimizer(new Adam(), learningRate: 0.01), epochs: 1000);
        double accuracy = network.Evaluate(data, loss).Accuracy ?? 0;

        Workspace<float> workspace = network.CreateWorkspace(); // one for each thread; the network itself is shared
        float probability = network.Predict([0.5f, -0.25f], workspace)[0];

        return (network, accuracy, probability);
    }

    public static TrainingHistory Train(
        Network<float> network, DataSet<float> data, Loss<float> loss, Optimizer<float> optimizer, List<double> costs)
    {
        TrainingOptions options = new() { Epochs = 1000, BatchSize = 32, L2 = 0.01, Threads = 2 };
        using Trainer<float> trainer = new(network, data, loss, optimizer, options);
        TrainingHistory history = trainer.Train(epoch => costs.Add(epoch.Cost));

        return history;
    }

    public static void WarmUp(
        Network<float> network,
        Workspace<float> workspace,
        Workspace<float> trainingWorkspace,
        Loss<float> loss,
        Optimizer<float> optimizer)
    {
        network.Warmup(workspace); // inference
        network.Warmup(trainingWorkspace, loss, optimizer); // steps
    }

    public static Network<float> Save(Network<float> network, Trainer<float> trainer, string path, CheckpointFolder folder)
    {
        network.Save(path);
        Network<float> loaded = Network<float>.Load(path);

        trainer.Train(epoch =>
        {
            if (epoch.Epoch % 100 == 99) folder.Save(trainer); // a CheckpointFolder keeps the last three, each written atomically
        });

        return loaded;
    }

    public static Optimizer<float> CreateChain(Network<float> network)
    {
        Optimizer<float> optimizer = network.CreateOptimizer(
            new ClipByGlobalNorm(maxNorm: 1).Then(new Adam()).Then(new DecoupledWeightDecay(0.01, network.Layout.Weights)),
            learningRate: 0.001);

        return optimizer;
    }

    public static (long Steps, double Slowest) Watch(Trainer<float> trainer)
    {
        long steps = 0;
        double slowest = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "SimdOptim") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => steps += instrument.Name == "simdoptim.steps" ? count : 0);
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => slowest = Math.Max(slowest, seconds));
        listener.Start();
        trainer.Train();

        return (steps, slowest);
    }
}
