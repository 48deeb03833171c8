using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>
/// Which samples meet in a step, against the notebook's <c>random_mini_batches</c>: 148 samples, batches of 64, seed 0.
/// </summary>
public class MiniBatchTests
{
    private const int Count = 148;

    private static readonly JsonNode _golden = Golden.Load("mini-batches");
    private static readonly int[] _permutation = _golden.Array<int>("permutation");
    private static readonly int[][] _labels = _golden.Array<int[]>("labels");

    [Fact]
    public void The_batches_are_those_of_the_notebook_and_each_is_a_mean()
    {
        int[] sizes = _golden.Array<int>("sizes");
        List<double[]> steps = Record(epoch: 0, batchSize: 64);

        Assert.Equal(sizes.Length, steps.Count);
        for (int batch = 0; batch < steps.Count; batch++)
        {
            // From zero weights σ(z) = 1/2: the gradient by the weight of sample i's own feature is (1/2 - y)/size, others are 0.
            double[] expected = new double[Count];
            for (int i = 0; i < sizes[batch]; i++)
                expected[_permutation[(batch * 64) + i]] = (0.5 - _labels[batch][i]) / sizes[batch];
            Golden.AssertNear(expected, steps[batch].AsSpan(0, Count), 1e-15, 0);
        }
    }

    /// <summary>
    /// The edition of 2021 numbers the values, sample after sample, and prints the first and the last feature of two batches.
    /// </summary>
    [Fact]
    public void The_samples_come_in_the_order_of_the_notebook()
    {
        JsonNode golden = _golden["arange"]!;
        int features = golden.Value<int>("features");
        int[] order = [.. Record(epoch: 0, batchSize: 1).Select(step => Array.FindIndex(step, gradient => gradient != 0))];

        Assert.Equal(_permutation, order);
        Assert.Equal(golden.Array<int>("first"), order[..3].Select(sample => sample * features));
        Assert.Equal(golden.Array<int>("last"), order[128..131].Select(sample => (sample * features) + features - 1));
    }

    [Fact]
    public void The_next_epoch_has_the_next_seed_and_any_epoch_can_come_first() =>
        Assert.Equal(Record(epoch: 0, batchSize: 64, seed: 5), Record(epoch: 5, batchSize: 64, seed: 0));

    [Fact]
    public void The_seed_goes_around_behind_the_last() =>
        Assert.Equal(Record(epoch: 0, batchSize: 64, seed: 1), Record(epoch: 2, batchSize: 64, seed: uint.MaxValue));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 148)]
    [InlineData(2, 74)]
    [InlineData(147, 2)]
    [InlineData(148, 1)]
    [InlineData(149, 1)]
    [InlineData(int.MaxValue, 1)]
    public void Every_sample_takes_part_in_one_step_of_an_epoch(int batchSize, int stepCount)
    {
        List<double[]> steps = Record(epoch: 3, batchSize);

        Assert.Equal(stepCount, steps.Count);
        Assert.All(Enumerable.Range(0, Count), sample => Assert.Single(steps, step => step[sample] != 0));
        Assert.All(steps.SkipLast(1), step => Assert.Equal(batchSize, step.Take(Count).Count(gradient => gradient != 0)));
    }

    /// <summary>
    /// Trains one epoch on samples that each have a feature of their own, and returns the gradients of its steps.
    /// </summary>
    private static List<double[]> Record(int epoch, int batchSize, uint seed = 0)
    {
        double[] features = new double[Count * Count], targets = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            features[(i * Count) + i] = 1;
            targets[_permutation[i]] = _labels[i / 64][i % 64];
        }

        Network<double> network = new NetworkBuilder<double>(Count).Dense(1, new Zeros()).Sigmoid().Build();
        List<double[]> steps = [];
        Trainer<double> trainer = new(
            network,
            DataSet<double>.Classification(features, targets, Count, 2),
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(new GradientRecorder(steps), network.ParameterCount, 1),
            new TrainingOptions { BatchSize = batchSize, ShuffleSeed = seed });
        trainer.TrainEpoch(epoch);
        return steps;
    }
}
