using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.BitProbe;

/// <summary>Training on several threads, with a network large enough for its steps to be shared.</summary>
internal static class SharedTraining
{
    private const int Features = 16;
    private const int Classes = 5;
    private const int BatchSize = 64;

    /// <summary>
    /// Returns a fingerprint of two epochs: costs, parameters, running averages, optimizer state and predictions.
    /// </summary>
    public static Fingerprint Run(int threads)
    {
        DataSet<float> data = CreateData(160);
        Network<float> network = CreateNetwork();
        Optimizer<float> optimizer = CreateOptimizer(network);
        TrainingOptions options = new() { Epochs = 2, BatchSize = BatchSize, ShuffleSeed = 5, Threads = threads };
        using Trainer<float> trainer = new(network, data, new CategoricalCrossEntropy<float>(), optimizer, options);
        Fingerprint result = new();
        foreach (EpochResult epoch in trainer.Train().Epochs)
            result.Add<double>([epoch.Cost, epoch.LastBatchCost, epoch.Accuracy ?? -1]);
        result.Add<float>(network.Parameters);
        result.Add<float>(network.Buffers);
        result.Add(optimizer.State);
        using Workspace<float> workspace = network.CreateWorkspace(data.Count, threads: threads);
        result.Add(network.Predict(data.Features, workspace));
        return result;
    }

    /// <summary>Returns the bytes that steps allocate on all threads of the process after a warm-up.</summary>
    public static long CountBytes(int threads, int steps)
    {
        DataSet<float> data = CreateData(BatchSize);
        Network<float> network = CreateNetwork();
        Optimizer<float> optimizer = CreateOptimizer(network);
        Loss<float> loss = new CategoricalCrossEntropy<float>();
        float[] gradients = new float[network.ParameterCount];
        using Workspace<float> workspace = network.CreateWorkspace(BatchSize, forTraining: true, threads);
        return CountBytes(steps, () =>
        {
            network.ComputeGradients(data.Features, data.Targets, loss, workspace, gradients);
            optimizer.Step(network.Parameters, gradients, workspace.Team);
        });
    }

    /// <summary>Like <see cref="CountBytes(int, int)"/>, with a network so small that no step is shared.</summary>
    public static long CountBytesOfSmall(int threads, int steps)
    {
        DataSet<float> data = Moons.Create<float>(BatchSize, new Numbers(8));
        Network<float> network = new NetworkBuilder<float>(2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid().Build();
        new Numbers(9).Uniform<float>(network.ParameterCount).CopyTo(network.Parameters);
        Optimizer<float> optimizer = CreateOptimizer(network);
        Loss<float> loss = new BinaryCrossEntropy<float>();
        float[] gradients = new float[network.ParameterCount];
        using Workspace<float> workspace = network.CreateWorkspace(BatchSize, forTraining: true, threads);
        return CountBytes(steps, () =>
        {
            network.ComputeGradients(data.Features, data.Targets, loss, workspace, gradients);
            optimizer.Step(network.Parameters, gradients, workspace.Team);
        });
    }

    private static long CountBytes(int steps, Action step)
    {
        for (int i = 0; i < 100; i++) step();
        Thread.Sleep(1);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < steps; i++)
        {
            if (i is 50 or 100 or 150) Thread.Sleep(5); // workers fall asleep and must be woken
            step();
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static DataSet<float> CreateData(int samples)
    {
        Numbers numbers = new(7);
        float[] features = numbers.Uniform<float>(samples * Features), targets = new float[samples];
        for (int i = 0; i < samples; i++) targets[i] = numbers.Next() % Classes;
        return DataSet<float>.Classification(features, targets, Features, Classes);
    }

    private static Network<float> CreateNetwork()
    {
        Network<float> network = new NetworkBuilder<float>(Features)
            .Dense(256).BatchNorm().ReLU().Dropout(0.8, 3).Dense(128).ReLU().Dense(Classes).Softmax().Build();
        new Numbers(8).Uniform<float>(network.ParameterCount, 0.125).CopyTo(network.Parameters);
        return network;
    }

    private static Optimizer<float> CreateOptimizer(Network<float> network) => Optimizer<float>.Create(
        new ClipByGlobalNorm(1).Then(new Adam()).Then(new DecoupledWeightDecay(0.01)),
        network.ParameterCount,
        0.002);
}
