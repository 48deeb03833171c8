using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>A run whose cost explodes is stopped and named, and can go on from the last good epoch.</summary>
public class DivergenceTests
{
    private readonly DataSet<float> _data = DataSets.Circles<float>(1, 100, 0.05);

    [Fact]
    public void A_rate_far_too_large_stops_with_step_tensor_and_advice()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) =
            Create(1e30, new TrainingOptions { BatchSize = 10 });

        TrainingDivergedException stopped = Assert.Throws<TrainingDivergedException>(() => trainer.Train());

        Assert.Equal(0, stopped.Divergence.Epoch);
        Assert.InRange(stopped.Divergence.Step, 2, 10);
        Assert.False(double.IsFinite(stopped.Divergence.Cost));
        Assert.Contains(network.Layout.Tensors, tensor => tensor.Name == stopped.Divergence.Tensor);
        Assert.Equal(1e30, stopped.Divergence.LearningRate);
        Assert.Contains("Try a learning rate below 1E+30, or clip the gradient.", stopped.Message);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void Network_and_optimizer_are_left_as_before_the_epoch()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) =
            Create(0.1, new TrainingOptions { BatchSize = 10 });
        for (int epoch = 0; epoch < 3; epoch++) trainer.TrainEpoch(epoch);
        float[] parameters = network.Parameters.ToArray(), state = optimizer.State.ToArray();

        optimizer.LearningRate = 1e30;
        Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(3));

        Bits.AssertSame(parameters, network.Parameters.ToArray());
        Assert.Equal(state, optimizer.State.ToArray());
        Assert.Equal(30, optimizer.StepCount);
    }

    [Fact]
    public void A_finite_explosion_is_noticed_too()
    {
        (Trainer<float> trainer, _, Optimizer<float> optimizer) = Create(0.1, new TrainingOptions { BatchSize = 10 });
        trainer.TrainEpoch(0);
        optimizer.LearningRate = 1e5;

        Divergence divergence = Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(1)).Divergence;

        Assert.InRange(divergence.Cost, 1e6, double.MaxValue);
    }

    [Fact]
    public void A_finite_explosion_is_noticed_in_the_first_epoch_too()
    {
        (Trainer<float> trainer, Network<float> network, _) = Create(1e5, new TrainingOptions { BatchSize = 10 });
        float[] parameters = network.Parameters.ToArray();

        Divergence divergence = Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(0)).Divergence;

        Assert.InRange(divergence.Cost, 1e6, double.MaxValue);
        Bits.AssertSame(parameters, network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_callback_lowers_the_rate_and_the_run_goes_on(bool byEpoch, bool byStep)
    {
        List<Divergence> seen = [];
        ConstantLearningRate constant = new(1e30);
        (Trainer<float> trainer, _, Optimizer<float> optimizer) = Create(1e30, new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 10,
            LearningRateSchedule = byEpoch ? constant : null,
            OnDivergence = divergence =>
            {
                seen.Add(divergence);
                return DivergenceResponse.Retry(1e-31);
            },
        });
        if (byStep) optimizer.Schedule = constant;

        TrainingHistory history = trainer.Train();

        Assert.Equal(0, Assert.Single(seen).Epoch);
        Assert.Equal(200, history.Count);
        Assert.Equal(0.1, history.Last.LearningRate, 12);
        Assert.True(history.Last.Accuracy > 0.9, $"accuracy {history.Last.Accuracy}");
    }

    /// <summary>An epoch of one step shows only in the next what it did.</summary>
    [Fact]
    public void A_whole_batch_goes_back_to_the_parameters_whose_cost_was_good()
    {
        List<Divergence> seen = [];
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) = Create(1e30, new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 0,
            OnDivergence = divergence =>
            {
                seen.Add(divergence);
                return DivergenceResponse.Retry(1e-30);
            },
        });
        float[] parameters = network.Parameters.ToArray();

        EpochResult before = trainer.TrainEpoch(0);
        EpochResult after = trainer.TrainEpoch(1);

        Assert.Equal((1, 2), (Assert.Single(seen).Epoch, seen[0].Step));
        Assert.Equal((before.Cost, 1), (after.Cost, optimizer.StepCount));
        (Trainer<float> direct, Network<float> same, _) = Create(1e30 * 1e-30, new TrainingOptions { BatchSize = 0 });
        Bits.AssertSame(parameters, same.Parameters.ToArray());
        direct.TrainEpoch(0);
        Bits.AssertSame(same.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Stopped_in_its_first_step_an_epoch_leaves_what_the_one_before_it_began_with()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float> optimizer) =
            Create(0.1, new TrainingOptions { BatchSize = 0 });
        trainer.TrainEpoch(0);
        float[] parameters = network.Parameters.ToArray(), state = optimizer.State.ToArray();
        optimizer.LearningRate = 1e30;
        trainer.TrainEpoch(1);

        for (int again = 0; again < 2; again++)
        {
            Assert.Equal(3, Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(2)).Divergence.Step);
            Bits.AssertSame(parameters, network.Parameters.ToArray());
            Assert.Equal(state, optimizer.State.ToArray());
            Assert.Equal(1, optimizer.StepCount);
            trainer.TrainEpoch(1);
        }
    }

    [Fact]
    public void Parameters_that_are_not_finite_are_beyond_any_rate()
    {
        int asked = 0;
        (Trainer<float> trainer, Network<float> network, _) = Create(0.1, new TrainingOptions
        {
            OnDivergence = _ =>
            {
                asked++;
                return DivergenceResponse.Retry();
            },
        });
        network.Parameters[network.Layout["dense2.bias"].Offset] = float.NaN;

        Divergence divergence = Assert.Throws<TrainingDivergedException>(() => trainer.Train()).Divergence;

        Assert.Equal(0, asked);
        Assert.Equal(1, divergence.Step);
        Assert.StartsWith("dense", divergence.Tensor);
        Assert.EndsWith("No step had been taken: try smaller initial weights, or features and targets nearer to 1.", divergence.ToString());
    }

    [Fact]
    public void It_goes_on_if_it_is_told_not_to_stop()
    {
        (Trainer<float> trainer, _, _) =
            Create(1e30, new TrainingOptions { BatchSize = 10, Epochs = 3, StopsOnDivergence = false });

        Assert.False(double.IsFinite(trainer.Train().Last.Cost));
    }

    [Fact]
    public void Copies_to_go_back_to_are_kept_only_if_it_may_stop()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(3000).ReLU().Dense(1).Sigmoid().Build();
        long copies = 2 * 2L * network.ParameterCount * sizeof(float); // parameters and velocity, twice
        Assert.InRange(Measure(stops: true) - Measure(stops: false), copies, copies + 1000);

        long Measure(bool stops)
        {
            Optimizer<float> optimizer = Optimizer<float>.Create(new HeavyBall(0.9), network.ParameterCount, 0.1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            using Trainer<float> trainer =
                new(network, _data, new BinaryCrossEntropy<float>(), optimizer, new TrainingOptions { StopsOnDivergence = stops });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_retry_must_not_raise_the_rate(double factor) =>
        Assert.Equal("rateFactor", Assert.Throws<ArgumentOutOfRangeException>(() => DivergenceResponse.Retry(factor)).ParamName);

    private (Trainer<float> Trainer, Network<float> Network, Optimizer<float> Optimizer) Create(double rate, TrainingOptions options)
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(8).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), 1);
        Optimizer<float> optimizer = Optimizer<float>.Create(new HeavyBall(0.9), network.ParameterCount, rate);
        return (new Trainer<float>(network, _data, new BinaryCrossEntropy<float>(), optimizer, options), network, optimizer);
    }
}
