using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>Hyperparameters can be changed while a training runs.</summary>
public class InFlightTests
{
    private static readonly DataSet<float> _data = DataSets.Circles<float>(1, 100, 0.05);
    private static readonly TrainingOptions _options = new() { Epochs = 6, BatchSize = 30 };

    [Fact]
    public void A_rule_and_a_rate_from_the_progress_callback_count_from_the_next_epoch()
    {
        (Trainer<float> trainer, Network<float> network, Optimizer<float, HeavyBall> optimizer) =
            Create(new HeavyBall(0.5), 0.1, _options);
        (Trainer<float> byHand, Network<float> expected, Optimizer<float, HeavyBall> other) =
            Create(new HeavyBall(0.5), 0.1, _options);

        TrainingHistory history = trainer.Train(result =>
        {
            if (result.Epoch == 1) optimizer.Rule = new HeavyBall(0.9);
            if (result.Epoch == 3) optimizer.LearningRate = 0.01;
        });
        List<EpochResult> results = [];
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            if (epoch == 2) other.Rule = new HeavyBall(0.9);
            if (epoch == 4) other.LearningRate = 0.01;
            results.Add(byHand.TrainEpoch(epoch));
        }

        Assert.Equal([0.1, 0.1, 0.1, 0.1, 0.01, 0.01], history.Epochs.ToArray().Select(result => result.LearningRate));
        Assert.Equal(results, history.Epochs.ToArray());
        Bits.AssertSame(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(other.State.ToArray(), optimizer.State.ToArray());

        // Each of the changes makes a difference, and the state went on through them.
        (Trainer<float> unchanged, Network<float> ordinary, _) = Create(new HeavyBall(0.5), 0.1, _options);
        EpochResult[] costs = unchanged.Train().Epochs.ToArray();
        Assert.Equal(costs[..2], results[..2]);
        Assert.NotEqual(costs[2].Cost, results[2].Cost);
        Assert.NotEqual(ordinary.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_there_is_a_schedule_its_rate_counts(bool byEpoch)
    {
        InverseTimeDecay schedule = new(0.1, 1);
        (Trainer<float> trainer, _, Optimizer<float, HeavyBall> optimizer) = Create(
            new HeavyBall(0.5), 0.1, _options with { LearningRateSchedule = byEpoch ? schedule : null });
        if (!byEpoch) optimizer.Schedule = schedule;

        TrainingHistory history = trainer.Train(_ => optimizer.LearningRate = 7);

        // A schedule by step is asked before the last of an epoch's four steps, when all but that have been taken.
        Assert.Equal(
            Enumerable.Range(0, 6).Select(epoch => schedule.GetLearningRate(byEpoch ? epoch : (4 * epoch) + 3)),
            history.Epochs.ToArray().Select(result => result.LearningRate));
    }

    [Fact]
    public void A_divergence_can_be_answered_by_a_rule_that_clips()
    {
        int asked = 0;
        Optimizer<float, Chain<ClipByGlobalNorm, HeavyBall>>? optimizer = null;
        (Trainer<float> trainer, _, optimizer) = Create(Clip(double.PositiveInfinity), 1e30, new TrainingOptions
        {
            Epochs = 200,
            BatchSize = 10,
            OnDivergence = _ =>
            {
                asked++;
                optimizer!.Rule = Clip(1e-31);
                return DivergenceResponse.Retry(1);
            },
        });

        EpochResult last = trainer.Train().Last;

        Assert.Equal(1, asked);
        Assert.Equal(1e30, last.LearningRate);
        Assert.True(last.Accuracy > 0.9, $"accuracy {last.Accuracy}");

        static Chain<ClipByGlobalNorm, HeavyBall> Clip(double maxNorm) =>
            new ClipByGlobalNorm(maxNorm).Then(new HeavyBall(0.9));
    }

    private static (Trainer<float> Trainer, Network<float> Network, Optimizer<float, TRule> Optimizer) Create<TRule>(
        TRule rule, double rate, TrainingOptions options)
        where TRule : struct, IUpdateRule
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(8).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), 1);
        Optimizer<float, TRule> optimizer = Optimizer<float>.Create(rule, network.ParameterCount, rate);
        return (new Trainer<float>(network, _data, new BinaryCrossEntropy<float>(), optimizer, options), network, optimizer);
    }
}
