using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>The samples that are left at the end of an epoch are kept, dropped or merged with the previous batch.</summary>
public sealed class LastBatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(65, 64, 1, LastBatch.Keep, "64 | 1")]
    [InlineData(65, 64, 1, LastBatch.Drop, "64")]
    [InlineData(65, 64, 1, LastBatch.Merge, "65")]
    [InlineData(14, 4, 1, LastBatch.Keep, "4 | 4 | 4 | 2")]
    [InlineData(14, 4, 1, LastBatch.Drop, "4 | 4 | 4")]
    [InlineData(14, 4, 1, LastBatch.Merge, "4 | 4 | 6")]
    [InlineData(14, 4, 2, LastBatch.Keep, "4 4 | 4 2")]
    [InlineData(14, 4, 2, LastBatch.Drop, "4 4 | 4")]
    [InlineData(14, 4, 2, LastBatch.Merge, "4 4 | 6")]
    [InlineData(14, 4, 3, LastBatch.Keep, "4 4 4 | 2")]
    [InlineData(14, 4, 3, LastBatch.Drop, "4 4 4")]
    [InlineData(14, 4, 3, LastBatch.Merge, "4 4 6")]
    [InlineData(12, 4, 2, LastBatch.Keep, "4 4 | 4")]
    [InlineData(12, 4, 2, LastBatch.Drop, "4 4 | 4")]
    [InlineData(12, 4, 2, LastBatch.Merge, "4 4 | 4")]
    [InlineData(3, 64, 1, LastBatch.Merge, "3")]
    [InlineData(3, 0, 1, LastBatch.Drop, "3")]
    public void An_epoch_has_these_batches_and_steps(int samples, int batchSize, int accumulated, LastBatch last, string expected)
    {
        // The output is the bias 0, so that the bias's gradient tells the mean target of a step.
        double[] targets = [.. Enumerable.Range(0, samples).Select(i => (double)(i * i) % 31)];
        DataSet<double> data = DataSet<double>.Regression(new double[samples], targets, 1);
        TrainingOptions options = new() { Epochs = 3, BatchSize = batchSize, AccumulationSteps = accumulated, LastBatch = last };
        MeanSquaredError<double> loss = new();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Network<double> network = new NetworkBuilder<double>(1).Dense(1).Build();
            double[] one = new double[2];
            double costOfOne = network.ComputeGradients([0], [1], loss, network.CreateWorkspace(1, forTraining: true), one);
            List<double[]> gradients = [];
            using Trainer<double> trainer =
                new(network, data, loss, Optimizer<double>.Create(new GradientRecorder(gradients), 2, 1), options);
            double cost = trainer.TrainEpoch(epoch).Cost;

            int[] steps = [.. expected.Split(" | ").Select(step => step.Split(' ').Sum(int.Parse))];
            int[] order = Order(samples, epoch, isShuffled: samples > 3 && steps.Max() < samples);
            double[] shuffled = [.. order.Select(i => targets[i])];
            Assert.Equal(steps.Length, gradients.Count);
            for (int step = 0, first = 0; step < steps.Length; first += steps[step++])
                Assert.Equal(one[1] * shuffled.Skip(first).Take(steps[step]).Average(), gradients[step][1], 1e-12);
            Assert.Equal(costOfOne * shuffled.Take(steps.Sum()).Average(y => y * y), cost, 1e-9);
        }
    }

    [Fact]
    public void Batch_norm_sees_no_small_batch_when_it_is_dropped_or_merged()
    {
        DataSet<double> data = DataSets.Moons<double>(1, 65);
        double[] variances = [.. new[] { LastBatch.Keep, LastBatch.Drop, LastBatch.Merge }.Select(last =>
        {
            Network<double> network =
                new NetworkBuilder<double>(2).BatchNorm(new BatchNormOptions { Momentum = 0 }).Dense(1).Sigmoid().Build(seed: 1);
            TrainingOptions options = new() { Epochs = 1, LastBatch = last };
            Optimizer<double> optimizer = network.CreateOptimizer(new Sgd(), 0);
            new Trainer<double>(network, data, new BinaryCrossEntropy<double>(), optimizer, options).Train();
            return network.Buffers[2]; // the running variance of the first feature
        })];
        double[] feature = [.. Enumerable.Range(0, 65).Select(i => data.Features[2 * i])];
        double mean = feature.Average();
        Assert.Equal(feature.Average(x => (x - mean) * (x - mean)), variances[2], 1e-12); // all 65 samples
        Assert.Equal(variances[1], variances[0]); // of the 64; the one behind them has no variance
        Assert.NotEqual(variances[1], variances[2]);
    }

    [Fact]
    public void A_training_resumes_within_an_epoch_and_with_the_same_choice_only()
    {
        foreach (LastBatch last in Enum.GetValues<LastBatch>())
        {
            foreach (int accumulated in (int[])[1, 2])
            {
                (Trainer<float> whole, Network<float> expected, _) = Create(last, accumulated);
                TrainingHistory history = whole.Train();
                (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) = Create(last, accumulated);
                for (long steps = 1; trainer.History.Count < 3; steps++)
                {
                    _ = trainer.Train(null, new CancellationToken(canceled: true));
                    Assert.Equal(steps, optimizer.StepCount);
                    trainer.SaveCheckpoint(_folder.File);
                    (trainer, network, optimizer) = Create(last, accumulated);
                    _ = trainer.LoadCheckpoint(_folder.File);
                }

                Assert.Equal(history.Epochs, trainer.History.Epochs);
                Assert.Equal(expected.Parameters, network.Parameters);
                Assert.Equal(expected.Buffers, network.Buffers);
                foreach (LastBatch other in Enum.GetValues<LastBatch>().Where(other => other != last))
                {
                    (Trainer<float> refusing, _, _) = Create(other, accumulated);
                    string message = Assert.Throws<InvalidDataException>(() => refusing.LoadCheckpoint(_folder.File)).Message;
                    Assert.Contains("Training.lastBatch: expected ", message);
                }
            }
        }
    }

    [Fact]
    public void Drop_refuses_data_of_less_than_one_batch()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(1).Sigmoid().Build();
        ArgumentException refused = Assert.Throws<ArgumentException>("options", () => new Trainer<float>(
            network,
            DataSets.Moons<float>(1, 10),
            new BinaryCrossEntropy<float>(),
            network.CreateOptimizer(new Sgd(), 0.1),
            new TrainingOptions { LastBatch = LastBatch.Drop }));
        Assert.Contains("LastBatch is Drop, BatchSize is 64, and data has 10 samples", refused.Message);
    }

    [Fact]
    public void Warmup_and_a_rollback_know_the_larger_batch()
    {
        foreach (LastBatch last in Enum.GetValues<LastBatch>())
        {
            (Trainer<float> cold, Network<float> expected, _) = Create(last, 2);
            (Trainer<float> warm, Network<float> network, _) = Create(last, 2);
            warm.Warmup();
            Assert.Equal(cold.Train().Epochs, warm.Train().Epochs);
            Assert.Equal(expected.Parameters, network.Parameters);
        }
    }

    private static (Trainer<float> Trainer, Network<float> Network, Optimizer<float> Optimizer) Create(
        LastBatch last, int accumulated)
    {
        Network<float> network =
            new NetworkBuilder<float>(2).Dense(4).BatchNorm().ReLU().Dropout(0.8).Dense(1).Sigmoid().Build(seed: 3);
        Optimizer<float> optimizer = network.CreateOptimizer(new Adam(), 0.01);
        TrainingOptions options = new() { Epochs = 3, BatchSize = 8, AccumulationSteps = accumulated, LastBatch = last };
        DataSet<float> data = DataSets.Moons<float>(1, 45);
        return (new(network, data, new BinaryCrossEntropy<float>(), optimizer, options), network, optimizer);
    }

    private static int[] Order(int samples, int epoch, bool isShuffled)
    {
        int[] order = [.. Enumerable.Range(0, samples)];
        if (!isShuffled) return order;
        NumPyRandom random = new(0);
        random.Seed((uint)epoch);
        random.Permutation(order);
        return order;
    }
}
