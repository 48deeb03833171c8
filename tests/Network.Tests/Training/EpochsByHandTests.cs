using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>A loop over <see cref="Trainer{T}.TrainEpoch"/> is a training like any other.</summary>
public sealed class EpochsByHandTests : IDisposable
{
    private static readonly DataSet<double> _data = DataSets.Moons<double>(1, 50);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_fills_the_history_and_its_checkpoint_resumes_at_the_next_epoch()
    {
        (Trainer<double> whole, Network<double> expected, Optimizer<double> unbroken) = Create(10);
        TrainingHistory history = whole.Train();
        (Trainer<double> byHand, _, _) = Create(10);
        for (int epoch = 0; epoch < 5; epoch++) Assert.Equal(history.Epochs[epoch], byHand.TrainEpoch(epoch));
        Assert.Equal(history.Epochs[..5], byHand.History.Epochs);
        byHand.SaveCheckpoint(_folder.File);

        (Trainer<double> resumed, Network<double> network, Optimizer<double> optimizer) = Create(10);
        _ = resumed.LoadCheckpoint(_folder.File);
        Assert.Equal(history.Epochs, resumed.Train().Epochs);
        Assert.Equal(unbroken.StepCount, optimizer.StepCount);
        Assert.Equal(expected.Parameters, network.Parameters);
    }

    [Fact]
    public void Training_goes_on_by_hand_from_a_checkpoint()
    {
        (Trainer<double> whole, _, _) = Create(6);
        TrainingHistory history = whole.Train(result =>
        {
            if (result.Epoch == 2) whole.SaveCheckpoint(_folder.File);
        });
        (Trainer<double> resumed, _, _) = Create(6);
        _ = resumed.LoadCheckpoint(_folder.File);
        _ = resumed.TrainEpoch(resumed.History.Count);
        Assert.Equal(history.Epochs, resumed.Train().Epochs); // the rest
    }

    [Fact]
    public void An_epoch_trained_again_is_the_last_of_the_history()
    {
        (Trainer<double> trainer, _, _) = Create(3);
        for (int epoch = 0; epoch < 3; epoch++) trainer.TrainEpoch(epoch);
        EpochResult again = trainer.TrainEpoch(1);
        Assert.Equal((2, again), (trainer.History.Count, trainer.History.Last));
    }

    [Fact]
    public void More_epochs_than_were_planned_are_kept_and_resumed_by_a_longer_training()
    {
        (Trainer<double> trainer, _, _) = Create(2);
        for (int epoch = 0; epoch < 5; epoch++) trainer.TrainEpoch(epoch);
        Assert.Equal([0, 1, 2, 3, 4], trainer.History.Epochs.ToArray().Select(result => result.Epoch));
        trainer.SaveCheckpoint(_folder.File);
        (Trainer<double> longer, _, _) = Create(6);
        _ = longer.LoadCheckpoint(_folder.File);
        Assert.Equal(6, longer.Train().Count);
    }

    [Fact]
    public void Epochs_with_a_gap_before_them_have_no_place_in_a_checkpoint()
    {
        (Trainer<double> trainer, _, _) = Create(9);
        trainer.TrainEpoch(0);
        trainer.TrainEpoch(4);
        Assert.Equal(1, trainer.History.Count);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => trainer.SaveCheckpoint(_folder.File));
        Assert.Contains("epoch 4 was trained after 1", refused.Message);
        Assert.False(Path.Exists(_folder.File));
        Assert.Throws<InvalidOperationException>(() => trainer.LoadCheckpoint("none"));
        Assert.Equal(9, trainer.Train().Count); // a new training
        trainer.SaveCheckpoint(_folder.File);
    }

    private static (Trainer<double> Trainer, Network<double> Network, Optimizer<double> Optimizer) Create(int epochs)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(4).ReLU().Dense(1).Sigmoid().Build(seed: 3);
        Optimizer<double> optimizer = network.CreateOptimizer(new Adam(), 0.01);
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 8 };
        return (new(network, _data, new BinaryCrossEntropy<double>(), optimizer, options), network, optimizer);
    }
}
