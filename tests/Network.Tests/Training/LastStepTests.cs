using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>No later cost shows that the last step of a training went wrong, so the parameters are looked at.</summary>
public class LastStepTests
{
    private static readonly DataSet<float> _data = DataSet<float>.Regression(
        [.. Enumerable.Range(0, 40).Select(i => (i * i % 37) - 100f)], [.. Enumerable.Range(0, 20).Select(i => i * 50f)], 2);
    private readonly Network<float> _network = new NetworkBuilder<float>(2).Dense(5).ReLU().Dense(1).Build(seed: 1);

    [Fact]
    public void Parameters_that_the_last_step_made_infinite_are_a_divergence()
    {
        float[] before = _network.Parameters.ToArray();
        Optimizer<float> optimizer = _network.CreateOptimizer(new Sgd(), 1e38);
        TrainingDivergedException stopped =
            Assert.Throws<TrainingDivergedException>(() => Create(optimizer, new TrainingOptions { Epochs = 1 }).Train());
        Assert.Equal(before, _network.Parameters.ToArray());
        Assert.Equal((0, 2, 0L), (stopped.Divergence.Epoch, stopped.Divergence.Step, optimizer.StepCount));
        Assert.Contains("at step 2: a parameter is not finite, seen first in dense1.weight.", stopped.Message);
    }

    [Fact]
    public void The_end_of_each_epoch_and_of_a_training_in_one_call_is_looked_at()
    {
        float[] before = _network.Parameters.ToArray();
        Optimizer<float> optimizer = _network.CreateOptimizer(new Sgd(), 1e38);
        Assert.Throws<TrainingDivergedException>(() => Create(optimizer, new TrainingOptions()).TrainEpoch(7));
        Assert.Throws<TrainingDivergedException>(() => _network.Train(_data, new MeanSquaredError<float>(), optimizer, 1, 0));
        Assert.Equal(before, _network.Parameters.ToArray());
    }

    [Fact]
    public void A_step_after_which_the_training_is_cancelled_is_looked_at()
    {
        float[] before = _network.Parameters.ToArray();
        Trainer<float> trainer = Create(_network.CreateOptimizer(new Sgd(), 1e38), new TrainingOptions { BatchSize = 5 });
        Assert.Throws<TrainingDivergedException>(() => trainer.Train(null, new CancellationToken(canceled: true)));
        Assert.Equal(before, _network.Parameters.ToArray());
    }

    [Fact]
    public void Running_averages_that_overflow_are_a_divergence_too()
    {
        DataSet<float> far = DataSet<float>.Regression([1e30f, -1e30f, 0, 1], [0, 1, 0, 1], 1);
        Network<float> network = new NetworkBuilder<float>(1).BatchNorm().Dense(1).Build(seed: 1);
        Optimizer<float> optimizer = network.CreateOptimizer(new Sgd(), 0.1);
        Trainer<float> trainer = new(network, far, new MeanSquaredError<float>(), optimizer, new TrainingOptions { Epochs = 1 });
        TrainingDivergedException stopped = Assert.Throws<TrainingDivergedException>(() => trainer.Train());
        Assert.Equal("batchnorm1.running_var", stopped.Divergence.Tensor);
        Assert.Equal([0, 1f], network.Buffers.ToArray());
    }

    [Fact]
    public void Another_try_at_a_lower_rate_ends_finite()
    {
        int tries = 0;
        TrainingOptions options = new()
        {
            Epochs = 1,
            OnDivergence = _ =>
            {
                tries++;
                return DivergenceResponse.Retry(1e-38);
            },
        };
        TrainingHistory history = Create(_network.CreateOptimizer(new Sgd(), 1e38), options).Train();
        Assert.Equal((1, 1), (tries, history.Count));
        Assert.Equal(1, history.Last.LearningRate, 1e-15);
        Assert.All(_network.Parameters.ToArray(), parameter => Assert.True(float.IsFinite(parameter)));
    }

    [Fact]
    public void Parameters_that_were_infinite_before_are_not_tried_again()
    {
        _network.Parameters[_network.Layout.Tensors[1].Range.Start.Value] = float.NegativeInfinity; // a bias: its unit gives 0
        int tries = 0;
        TrainingOptions options = new()
        {
            OnDivergence = _ =>
            {
                tries++;
                return DivergenceResponse.Retry();
            },
        };
        Assert.Throws<TrainingDivergedException>(() => Create(_network.CreateOptimizer(new Sgd(), 1), options).Train());
        Assert.Equal(0, tries);
    }

    [Fact]
    public void Without_the_guard_the_training_goes_on()
    {
        TrainingOptions options = new() { Epochs = 1, StopsOnDivergence = false };
        Assert.Equal(1, Create(_network.CreateOptimizer(new Sgd(), 1e38), options).Train().Count);
    }

    private Trainer<float> Create(Optimizer<float> optimizer, TrainingOptions options) =>
        new(_network, _data, new MeanSquaredError<float>(), optimizer, options);
}
