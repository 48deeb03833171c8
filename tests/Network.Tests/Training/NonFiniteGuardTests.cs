using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>A sample whose gradient overflows, among others: the training obeys the optimizer's guard.</summary>
public sealed class NonFiniteGuardTests : IDisposable
{
    private const int Count = 8;
    private const int Bad = 5;

    private static readonly MeanSquaredError<float> _loss = new();
    private static readonly TrainingOptions _options = new() { Epochs = 6, BatchSize = 1, StopsOnDivergence = false };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Skipping_leaves_out_the_steps_of_that_sample_and_no_other()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) = Create(NonFiniteGuard.SkipStep, _options);
        (_, Network<float> expected, Optimizer<float> byHand) = Create(NonFiniteGuard.Propagate, _options);
        trainer.Train();

        float[] gradients = new float[2];
        DataSet<float> data = MakeData();
        Workspace<float> workspace = expected.CreateWorkspace(1, forTraining: true);
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            int[] order = new int[Count];
            new NumPyRandom((uint)epoch).Permutation(order);
            foreach (int sample in order.Where(sample => sample != Bad))
            {
                expected.ComputeGradients(data.Features.Slice(sample, 1), data.Targets.Slice(sample, 1), _loss, workspace, gradients);
                byHand.Step(expected.Parameters, gradients);
            }
        }

        Assert.Equal((6, 42), (optimizer.SkippedSteps, optimizer.StepCount));
        Bits.AssertSame(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(byHand.State.ToArray(), optimizer.State.ToArray());
        Assert.NotEqual(0, network.Parameters[0]);
    }

    [Fact]
    public void Without_a_guard_the_second_moment_saturates_and_the_parameter_hardly_moves()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) = Create(NonFiniteGuard.Propagate, _options);
        trainer.Train();
        Assert.InRange(optimizer.GetSlot(1)[0], 1e38f, float.MaxValue);
        Assert.InRange(network.Parameters[0], -float.MaxValue, float.MaxValue);
        Assert.True(Math.Abs(network.Parameters[0] - 2) > 0.5, $"the weight came to {network.Parameters[0]}, near the 2 of the data");
    }

    [Fact]
    public void A_gathered_step_is_skipped_whole()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) =
            Create(NonFiniteGuard.SkipStep, _options with { AccumulationSteps = Count });
        trainer.Train();
        Assert.Equal((6, 0), (optimizer.SkippedSteps, optimizer.StepCount));
        Assert.Equal([0, 0], network.Parameters.ToArray());
    }

    [Fact]
    public void Throwing_is_a_divergence_in_the_gradient()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) =
            Create(NonFiniteGuard.Throw, _options with { StopsOnDivergence = true, BatchSize = 0 });
        TrainingDivergedException stopped = Assert.Throws<TrainingDivergedException>(() => trainer.Train());

        Divergence divergence = stopped.Divergence;
        Assert.Equal((0, 1, true, "dense1.weight"), (divergence.Epoch, divergence.Step, divergence.IsInGradient, divergence.Tensor));
        Assert.True(double.IsFinite(divergence.Cost));
        Assert.StartsWith(
            "Training diverged in epoch 0, at step 1: the gradient is not finite, seen first in dense1.weight. ", stopped.Message);
        Assert.Equal((1, 0), (optimizer.SkippedSteps, optimizer.StepCount));
        Assert.Equal([0, 0], network.Parameters.ToArray());
    }

    [Fact]
    public void A_throw_asks_what_to_do_and_goes_back_to_before_the_epoch()
    {
        List<Divergence> seen = [];
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) = Create(
            NonFiniteGuard.Throw,
            _options with
            {
                StopsOnDivergence = true,
                OnDivergence = divergence =>
                {
                    seen.Add(divergence);
                    return seen.Count < 3 ? DivergenceResponse.Retry() : DivergenceResponse.Stop;
                },
            },
            rate: 0); // or the next cost would be what explodes
        Assert.Throws<TrainingDivergedException>(() => trainer.Train());

        int[] order = new int[Count];
        new NumPyRandom(0).Permutation(order);
        int place = Array.IndexOf(order, Bad);
        Assert.True(place > 0);
        Assert.Equal(3, seen.Count);
        Assert.All(seen, divergence => Assert.Equal((0, place + 1, true), (divergence.Epoch, divergence.Step, divergence.IsInGradient)));
        Assert.Equal((3, 0), (optimizer.SkippedSteps, optimizer.StepCount)); // what was refused stays counted
        Assert.Equal([0, 0], network.Parameters.ToArray());
    }

    [Fact]
    public void A_training_that_goes_on_with_whatever_comes_lets_the_exception_through()
    {
        (Trainer<float> trainer, _, Optimizer<float> optimizer) = Create(NonFiniteGuard.Throw, _options, rate: 0);
        NotFiniteNumberException fault = Assert.Throws<NotFiniteNumberException>(() => trainer.Train());
        Assert.StartsWith($"gradients must be finite; in step {optimizer.StepCount + 1} gradients[0] is ", fault.Message);
    }

    [Fact]
    public void A_cost_that_is_not_finite_is_a_divergence_under_every_guard()
    {
        foreach (NonFiniteGuard guard in Enum.GetValues<NonFiniteGuard>())
        {
            (Trainer<float> trainer, Network<float> network, _) = Create(guard, _options with { StopsOnDivergence = true });
            network.Parameters[0] = float.NaN;
            Assert.False(Assert.Throws<TrainingDivergedException>(() => trainer.Train()).Divergence.IsInGradient);
        }
    }

    [Fact]
    public void A_step_that_was_skipped_is_followed_by_other_masks()
    {
        DataSet<float> data = DataSet<float>.Regression([1e37f, 1e37f], [100, 100], 1);
        Network<float> network = new NetworkBuilder<float>(1).Dense(40, new Zeros()).Dropout(0.5).Dense(1).Build();
        network.Parameters[40..120].Fill(1); // weights of 0, biases of 1, weights of 1
        Optimizer<float> optimizer = Optimizer<float>.Create(new Sgd(), network.ParameterCount, 0.1);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        Trainer<float> trainer = new(network, data, _loss, optimizer, new TrainingOptions { Epochs = 5, BatchSize = 0 });

        double[] costs = [.. trainer.Train().Epochs.ToArray().Select(epoch => epoch.Cost)];

        Assert.Equal(5, optimizer.SkippedSteps);
        Assert.Equal(5, costs.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Resuming_has_the_bits_and_the_counts_of_never_having_stopped(int accumulated)
    {
        TrainingOptions options = _options with { AccumulationSteps = accumulated };
        (Trainer<float> whole, Network<float> expected, Optimizer<float> optimizer) = Create(NonFiniteGuard.SkipStep, options);
        whole.Train(epoch =>
        {
            if (epoch.Epoch == 2) whole.SaveCheckpoint(_folder.File);
        });
        (Trainer<float> resumed, Network<float> network, Optimizer<float> other) = Create(NonFiniteGuard.SkipStep, options);
        resumed.LoadCheckpoint(_folder.File);
        Assert.Equal(3, other.SkippedSteps);
        resumed.Train();

        Bits.AssertSame(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(optimizer.State.ToArray(), other.State.ToArray());
        Assert.Equal((optimizer.SkippedSteps, optimizer.StepCount), (other.SkippedSteps, other.StepCount));
        Assert.Equal(6, other.SkippedSteps);
        Assert.Equal(whole.History.Epochs.ToArray(), resumed.History.Epochs.ToArray());
    }

    [Fact]
    public void A_run_that_goes_on_with_NaN_can_be_gone_on_with()
    {
        (Trainer<float> trainer, Network<float> network, _) = Create(NonFiniteGuard.Propagate, _options with { Epochs = 1 });
        network.Parameters[0] = float.NaN;
        Assert.True(double.IsNaN(trainer.Train().Last.Cost));
        trainer.SaveCheckpoint(_folder.File);
        (Trainer<float> resumed, _, _) = Create(NonFiniteGuard.Propagate, _options);
        resumed.LoadCheckpoint(_folder.File);
        Assert.Equal(6, resumed.Train().Count);
    }

    [Fact]
    public void A_checkpoint_is_refused_under_another_guard_or_another_accumulation()
    {
        (Trainer<float> trainer, _, _) = Create(NonFiniteGuard.SkipStep, _options);
        trainer.Train();
        trainer.SaveCheckpoint(_folder.File);
        AssertRefused(NonFiniteGuard.Propagate, 1, "Training.nonFiniteGuard: expected Propagate, found SkipStep");
        AssertRefused(NonFiniteGuard.SkipStep, 2, "Training.accumulationSteps: expected 2, found 1");

        void AssertRefused(NonFiniteGuard guard, int accumulated, string key)
        {
            (Trainer<float> other, _, _) = Create(guard, _options with { AccumulationSteps = accumulated });
            Assert.Contains(key, Assert.Throws<InvalidDataException>(() => other.LoadCheckpoint(_folder.File)).Message);
        }
    }

    private static (Trainer<float> Trainer, Network<float> Network, Optimizer<float> Optimizer) Create(
        NonFiniteGuard guard, TrainingOptions options, double rate = 0.01)
    {
        Network<float> network = new NetworkBuilder<float>(1).Dense(1, new Zeros()).Build();
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), network.ParameterCount, rate);
        optimizer.NonFiniteGuard = guard;
        return (new Trainer<float>(network, MakeData(), _loss, optimizer, options), network, optimizer);
    }

    private static DataSet<float> MakeData()
    {
        float[] features = [.. Enumerable.Range(0, Count).Select(i => (i - 3) / 4f)], targets = [.. features.Select(x => 2 * x)];
        (features[Bad], targets[Bad]) = (1e38f, 100);
        return DataSet<float>.Regression(features, targets, 1);
    }
}
