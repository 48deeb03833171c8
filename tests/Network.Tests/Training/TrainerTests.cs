using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

public class TrainerTests
{
    private static readonly DataSet<double> _data = DataSets.Spiral<double>(7, 30, 3);

    private static readonly TrainingOptions _options = new()
    {
        Epochs = 6,
        BatchSize = 25, // 3 batches of 25, one of 15
        ShuffleSeed = 40,
        LearningRateSchedule = new InverseTimeDecay(0.05, 0.5),
    };

    [Fact]
    public void Costs_and_accuracies_are_those_of_a_slow_computation_by_definition()
    {
        (Trainer<double> trainer, Network<double> network, _) = Create(_options);
        (_, Network<double> slow, Optimizer<double> optimizer) = Create(_options);
        double[] gradients = new double[slow.ParameterCount];
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            int[] order = new int[_data.Count];
            new NumPyRandom(40 + (uint)epoch).Permutation(order);
            optimizer.LearningRate = 0.05 / (1 + (0.5 * epoch));
            List<double> losses = [];
            double lastBatchCost = 0;
            foreach (int[] batch in order.Chunk(25))
            {
                double[] inputs = [.. batch.SelectMany(sample => Sample(sample).ToArray())];
                double[] targets = [.. batch.Select(sample => _data.Targets[sample])];
                double[] batchLosses = [.. batch.Select(sample => -Math.Log(Predict(slow, sample)[(int)_data.Targets[sample]]))];
                lastBatchCost = batchLosses.Average();
                losses.AddRange(batchLosses);
                slow.ComputeGradients(
                    inputs, targets, new CategoricalCrossEntropy<double>(), slow.CreateWorkspace(25, forTraining: true), gradients);
                optimizer.Step(slow.Parameters, gradients);
            }

            EpochResult result = trainer.TrainEpoch(epoch);
            Assert.Equal(epoch, result.Epoch);
            Assert.Equal(losses.Average(), result.Cost, 1e-12);
            Assert.Equal(lastBatchCost, result.LastBatchCost, 1e-12);
            Assert.Equal(0.05 / (1 + (0.5 * epoch)), result.LearningRate);
            Assert.Equal(
                Enumerable.Range(0, _data.Count).Average(
                    sample => Predict(slow, sample) is var y && Array.IndexOf(y, y.Max()) == (int)_data.Targets[sample] ? 1.0 : 0),
                result.Accuracy!.Value,
                1e-15);
            Assert.Equal(slow.Parameters.ToArray(), network.Parameters.ToArray());
        }
    }

    [Fact]
    public void The_history_has_every_epoch_and_progress_hears_of_each_in_order()
    {
        (Trainer<double> trainer, _, _) = Create(_options);
        List<EpochResult> heard = [];
        TrainingHistory history = trainer.Train(heard.Add);

        Assert.Equal(6, history.Count);
        Assert.Equal(Enumerable.Range(0, 6), heard.Select(result => result.Epoch));
        Assert.Equal(heard, history.Epochs.ToArray());
        Assert.Equal(heard[^1], history.Last);
    }

    [Fact]
    public void Two_trainers_and_a_training_epoch_by_epoch_have_the_same_bits()
    {
        (Trainer<double> first, Network<double> firstNetwork, _) = Create(_options);
        (Trainer<double> second, Network<double> secondNetwork, _) = Create(_options);
        EpochResult[] expected = first.Train().Epochs.ToArray();

        Assert.Equal(expected, Enumerable.Range(0, 6).Select(second.TrainEpoch));
        Assert.Equal(firstNetwork.Parameters.ToArray(), secondNetwork.Parameters.ToArray());
    }

    [Theory]
    [InlineData(25)]
    [InlineData(1)]
    [InlineData(0)]
    public void A_training_can_be_entered_at_any_epoch(int batchSize)
    {
        TrainingOptions options = _options with { BatchSize = batchSize };
        (Trainer<double> whole, Network<double> wholeNetwork, Optimizer<double> optimizer) = Create(options);
        for (int epoch = 0; epoch < 3; epoch++) whole.TrainEpoch(epoch);
        (Trainer<double> resumed, Network<double> resumedNetwork, Optimizer<double> resumedOptimizer) = Create(options);
        wholeNetwork.Parameters.CopyTo(resumedNetwork.Parameters);
        resumedOptimizer.Restore(optimizer.StepCount, optimizer.State);
        for (int epoch = 3; epoch < 6; epoch++) Assert.Equal(whole.TrainEpoch(epoch), resumed.TrainEpoch(epoch));

        Assert.Equal(wholeNetwork.Parameters.ToArray(), resumedNetwork.Parameters.ToArray());
        Assert.Equal(optimizer.State.ToArray(), resumedOptimizer.State.ToArray());
    }

    [Fact]
    public void A_cancellation_between_two_epochs_leaves_those_that_are_finished()
    {
        (Trainer<double> whole, _, _) = Create(_options);
        (Trainer<double> trainer, _, _) = Create(_options);
        EpochResult[] expected = whole.Train().Epochs.ToArray();
        using CancellationTokenSource source = new();
        TrainingHistory history = trainer.Train(
            result =>
            {
                if (result.Epoch == 2) source.Cancel();
            },
            source.Token);

        Assert.Equal(expected[..3], history.Epochs.ToArray());
        Assert.Equal((expected[2], 0), (history.Last, trainer.StepsIntoEpoch));
    }

    [Fact]
    public void A_cancellation_lets_the_step_at_hand_finish()
    {
        (Trainer<double> trainer, _, Optimizer<double> optimizer) = Create(_options);
        Assert.Equal(0, trainer.Train(null, new CancellationToken(canceled: true)).Count);
        Assert.Equal((1, 1), (optimizer.StepCount, trainer.StepsIntoEpoch));

        Assert.Equal(6, trainer.Train().Count); // afresh
        Assert.Equal((1 + (6 * 4), 0), (optimizer.StepCount, trainer.StepsIntoEpoch));
    }

    [Fact]
    public void An_epoch_that_was_cancelled_in_its_middle_can_be_trained_to_its_end()
    {
        (Trainer<double> whole, Network<double> wholeNetwork, _) = Create(_options);
        (Trainer<double> trainer, Network<double> network, Optimizer<double> optimizer) = Create(_options);
        EpochResult expected = whole.TrainEpoch(0);
        _ = trainer.Train(null, new CancellationToken(canceled: true));
        Assert.Equal(expected, trainer.TrainEpoch(0));
        Assert.Equal(wholeNetwork.Parameters, network.Parameters);

        _ = trainer.Train(null, new CancellationToken(canceled: true));
        long steps = optimizer.StepCount;
        _ = trainer.TrainEpoch(1); // another one, from its start
        Assert.Equal((4, 0), (optimizer.StepCount - steps, trainer.StepsIntoEpoch));
    }

    [Fact]
    public void A_batch_of_all_is_the_same_however_it_is_asked_for()
    {
        double[][] parameters = [.. new[] { 0, 90, 91, 10_000 }.Select(batchSize =>
        {
            (Trainer<double> trainer, Network<double> network, Optimizer<double> optimizer) =
                Create(_options with { BatchSize = batchSize });
            trainer.Train();
            Assert.Equal(6, optimizer.StepCount);
            return network.Parameters.ToArray();
        })];

        Assert.All(parameters, other => Assert.Equal(parameters[0], other));
    }

    [Fact]
    public void The_accuracy_is_measured_at_its_interval_and_at_the_end()
    {
        (Trainer<double> trainer, _, _) = Create(_options with { AccuracyInterval = 2 });

        Assert.Equal([true, false, true, false, true, true], trainer.Train().Epochs.ToArray().Select(result => result.Accuracy is not null));
    }

    [Fact]
    public void Without_a_schedule_the_rate_is_the_optimizers_own()
    {
        (Trainer<double> trainer, _, Optimizer<double> optimizer) = Create(_options with { LearningRateSchedule = null });
        Assert.Equal(0.1, trainer.TrainEpoch(0).LearningRate);
        optimizer.Schedule = new InverseTimeDecay(1, 1);
        Assert.Equal(1.0 / (1 + 7), trainer.TrainEpoch(1).LearningRate); // of step 7, the last of the second epoch
    }

    [Fact]
    public void A_network_that_has_diverged_is_right_about_nothing()
    {
        (Trainer<double> trainer, Network<double> network, _) = Create(_options);
        network.Parameters.Fill(double.NaN);

        Assert.Equal(0, trainer.MeasureAccuracy(_data));
    }

    internal static (Trainer<double> Trainer, Network<double> Network, Optimizer<double> Optimizer) Create(TrainingOptions options)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(9).ReLU().Dense(3).Softmax().Build();
        network.Initialize(new He(), 1);
        Optimizer<double> optimizer = Optimizer<double>.Create(new Adam(), network.ParameterCount, 0.1);
        return (new Trainer<double>(network, _data, new CategoricalCrossEntropy<double>(), optimizer, options), network, optimizer);
    }

    private static ReadOnlySpan<double> Sample(int sample) => _data.Features.Slice(2 * sample, 2);

    private static double[] Predict(Network<double> network, int sample) =>
        network.Predict(Sample(sample), network.CreateWorkspace()).ToArray();
}
