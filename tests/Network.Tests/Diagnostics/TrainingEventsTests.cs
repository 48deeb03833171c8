using System.Diagnostics.Tracing;
using SimdOptim.Data;
using SimdOptim.Diagnostics;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Diagnostics;

/// <summary>
/// What a listener in the process hears of a training. Nothing else runs meanwhile, for the source is the process's.
/// </summary>
[Collection(nameof(AloneCollection))]
public class TrainingEventsTests
{
    [Fact]
    public void The_source_is_sound() => Assert.Null(TrainingEvents.Log.ConstructionException);

    [Fact]
    public void A_training_is_heard_from_its_start_to_its_stop()
    {
        using TemporaryFolder folder = new();
        (Trainer<double> trainer, Optimizer<double> optimizer) = Create([1, 0.5], epochs: 2);
        using HeardEvents heard = new();
        heard.Listen();
        double[] costs =
            [.. trainer.Train(_ => trainer.SaveCheckpoint(folder.File)).Epochs.ToArray().Select(epoch => epoch.Cost)];

        Assert.Equal(
            [
                "TrainingStart 0 2",
                "EpochStart 0",
                FormattableString.Invariant($"EpochStop 0 {costs[0]}"),
                $"CheckpointWritten 1 {folder.File}",
                "EpochStart 1",
                FormattableString.Invariant($"EpochStop 1 {costs[1]}"),
                $"CheckpointWritten 2 {folder.File}",
                "TrainingStop 2 2",
            ],
            heard.Texts);
        Assert.Equal(0, optimizer.SkippedSteps);
    }

    [Fact]
    public void Skipped_steps_and_a_divergence_are_warnings()
    {
        (Trainer<double> skipping, Optimizer<double> optimizer) = Create([1e308, 1e308], epochs: 2, target: 100);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        (Trainer<double> throwing, Optimizer<double> other) = Create([1e308, 1e308], epochs: 2, target: 100);
        other.NonFiniteGuard = NonFiniteGuard.Throw;
        using HeardEvents heard = new() { Level = EventLevel.Warning };
        heard.Listen();
        skipping.Train();
        Assert.Throws<TrainingDivergedException>(() => throwing.Train());

        Assert.Equal(
            ["StepSkipped 1 1", "StepSkipped 1 2", "StepSkipped 1 1", "Diverged 0 1 10000 dense1.weight"],
            heard.Texts);
    }

    [Fact]
    public void A_training_that_an_exception_ends_has_stopped_too()
    {
        (Trainer<double> trainer, _) = Create([1, 0.5], epochs: 3);
        using HeardEvents heard = new() { Level = EventLevel.Informational };
        heard.Listen();
        Assert.Throws<OperationCanceledException>(() => trainer.Train(_ => throw new OperationCanceledException()));
        Assert.Equal(["TrainingStart 0 3", "TrainingStop 1 3"], heard.Texts);
    }

    [Fact]
    public void Nothing_is_allocated_where_nobody_listens()
    {
        (Trainer<double> trainer, Optimizer<double> optimizer) = Create([1e308, 1e308], epochs: 500, target: 100);
        optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
        long before = 0;
        for (int epoch = 0; epoch < 200; epoch++)
        {
            if (epoch == 100) before = GC.GetAllocatedBytesForCurrentThread();
            trainer.TrainEpoch(epoch);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200, optimizer.SkippedSteps);
    }

    private static (Trainer<double> Trainer, Optimizer<double> Optimizer) Create(double[] features, int epochs, double target = 1)
    {
        Network<double> network = new NetworkBuilder<double>(1).Dense(1, new Zeros()).Build();
        DataSet<double> data = DataSet<double>.Regression(features, [target, target], 1);
        Optimizer<double> optimizer = Optimizer<double>.Create(default(Sgd), network.ParameterCount, 0.1);
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 0 };
        return (new Trainer<double>(network, data, new MeanSquaredError<double>(), optimizer, options), optimizer);
    }
}
