using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>Several small batches make one step, as one large batch would.</summary>
public class AccumulationTests
{
    private static readonly DataSet<double> _data = DataSets.Spiral<double>(7, 30, 3);

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 3)] // the last step of an epoch is of 8, 8 and 2
    [InlineData(7, 3)]
    [InlineData(1, 90)]
    [InlineData(30, 7)]
    public void It_is_one_larger_batch_up_to_rounding(int batchSize, int steps)
    {
        (Trainer<double> gathered, Network<double> network, Optimizer<double> optimizer) =
            Create(new TrainingOptions { Epochs = 4, BatchSize = batchSize, AccumulationSteps = steps, L2 = 0.3 });
        (Trainer<double> whole, Network<double> expected, Optimizer<double> other) =
            Create(new TrainingOptions { Epochs = 4, BatchSize = batchSize * steps, L2 = 0.3 });

        TrainingHistory history = gathered.Train();

        Assert.All(
            whole.Train().Epochs.ToArray().Zip(history.Epochs.ToArray()),
            pair => Assert.Equal(pair.First.Cost, pair.Second.Cost, 1e-12));
        Assert.Equal(other.StepCount, optimizer.StepCount);
        Golden.AssertNear(expected.Parameters.ToArray(), network.Parameters, 1e-11, 1e-13);
    }

    [Fact]
    public void Every_batch_of_a_step_draws_masks_of_its_own()
    {
        DataSet<double> twins = DataSet<double>.Regression([1, 2, 1, 2], [3, 3], 2);
        Network<double> network = new NetworkBuilder<double>(2).Dense(9).Dropout(0.5).Dense(1).Build();
        network.Initialize(new He(), 1);
        List<double[]> steps = [];
        Trainer<double> trainer = new(
            network,
            twins,
            new MeanSquaredError<double>(),
            Optimizer<double>.Create(new GradientRecorder(steps), network.ParameterCount, 1),
            new TrainingOptions { BatchSize = 1, AccumulationSteps = 2 });
        trainer.TrainEpoch(0);
        trainer.TrainEpoch(1);

        double[][] gradients = [.. Enumerable.Range(0, 4).Select(mask =>
        {
            double[] one = new double[network.ParameterCount];
            network.ComputeGradients([1, 2], [3], new MeanSquaredError<double>(), network.CreateWorkspace(1, forTraining: true), one, mask);
            return one;
        })];
        Assert.Equal(4, gradients.Select(one => string.Join(' ', one)).Distinct().Count());
        Assert.Equal(2, steps.Count);
        for (int step = 0; step < 2; step++)
            Golden.AssertNear([.. gradients[2 * step].Zip(gradients[(2 * step) + 1], (a, b) => (a + b) / 2)], steps[step], 1e-15, 0);
    }

    [Fact]
    public void An_epoch_that_is_tried_again_begins_with_nothing_gathered()
    {
        // The first step takes the weight far away and leaves the bias at 0: the third sample does not see that, the fourth does.
        int[] order = new int[4];
        new NumPyRandom(0).Permutation(order);
        double[] features = new double[4], targets = new double[4];
        foreach ((int sample, (double x, double y)) in order.Zip([(1.0, 1.0), (-1, -1), (0, 1), (1, 1)]))
            (features[sample], targets[sample]) = (x, y);
        double[][] parameters = [.. new[] { Math.ScaleB(1, 40), 1 }.Select(rate =>
        {
            Network<double> network = new NetworkBuilder<double>(1).Dense(1).Build();
            Trainer<double> trainer = new(
                network,
                DataSet<double>.Regression(features, targets, 1),
                new MeanSquaredError<double>(),
                Optimizer<double>.Create(new Sgd(), network.ParameterCount, rate),
                new TrainingOptions
                {
                    BatchSize = 1,
                    AccumulationSteps = 2,
                    OnDivergence = divergence => DivergenceResponse.Retry(1 / divergence.LearningRate),
                });
            Assert.Equal(1, trainer.TrainEpoch(0).LearningRate);
            return network.Parameters.ToArray();
        })];

        Assert.Equal(parameters[1], parameters[0]);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        (Trainer<double> trainer, _, _) = Create(new TrainingOptions { Epochs = 500, BatchSize = 8, AccumulationSteps = 3 });
        long before = 0;
        for (int epoch = 0; epoch < 13; epoch++)
        {
            if (epoch == 3) before = GC.GetAllocatedBytesForCurrentThread();
            trainer.TrainEpoch(epoch);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (Trainer<double> Trainer, Network<double> Network, Optimizer<double> Optimizer) Create(TrainingOptions options)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(8).Tanh().Dense(3).Softmax().Build();
        network.Initialize(new He(), 1);
        Optimizer<double> optimizer = Optimizer<double>.Create(new HeavyBall(0.9), network.ParameterCount, 0.05);
        return (new Trainer<double>(network, _data, new CategoricalCrossEntropy<double>(), optimizer, options), network, optimizer);
    }
}
