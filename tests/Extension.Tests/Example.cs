using System.Numerics;
using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Kinds;
using SimdOptim.Training;

namespace SimdOptim.Tests;

/// <summary>A training in which every kind that can be user-defined is.</summary>
internal static class Example
{
    /// <summary>The kinds that a file names, and how each is created again.</summary>
    public static NetworkKinds<float> Kinds { get; } = new NetworkKinds<float>()
        .AddActivation("swish", swish => new Swish(swish.GetDouble("beta")))
        .AddLayer("gain", (count, _) => new Gain<float>(count))
        .AddMask("HashMask", mask => new HashMask<float>(mask.GetUInt64("seed")));

    /// <summary>Gets 200 samples of <c>sin(3·x₀)·x₁</c>.</summary>
    public static DataSet<float> Data { get; } = CreateData();

    public static Network<T> CreateNetwork<T>(IDropoutMask<T> mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new NetworkBuilder<T>(2)
            .Dense(16, weights: new UniformFanIn()).Activation(new Swish(1.5)).Dropout(0.9, mask)
            .Dense(16).Activation(new Swish()).Add(new Gain<T>(16))
            .Dense(1)
            .Build(seed: 3);

    public static Trainer<float> CreateTrainer(Network<float> network, int epochs) => new(
        network,
        Data,
        new LogCosh<float>(),
        network.CreateOptimizer(new Trace(0.5).Then(new QuasiHyperbolicMomentum(beta: 0.9)), learningRate: 0.05),
        new TrainingOptions { Epochs = epochs, BatchSize = 20, LearningRateSchedule = new LinearWarmup(0.05, steps: 10) });

    private static DataSet<float> CreateData()
    {
        System.Random random = new(1);
        float[] features = [.. Enumerable.Range(0, 400).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        float[] targets = [.. features.Chunk(2).Select(x => MathF.Sin(3 * x[0]) * x[1])];
        return DataSet<float>.Regression(features, targets, featureCount: 2);
    }
}
