using System.Numerics;
using System.Runtime.InteropServices;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Storage;

/// <summary>A training that stops and goes on is one that never stopped.</summary>
public abstract class CheckpointLaws<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Resuming_has_the_bits_of_never_having_stopped() => Laws.Check(
        ResumedCase.Any,
        one =>
        {
            (Network<T> network, Optimizer<T> optimizer, Trainer<T> trainer) = one.Create<T>();
            _ = trainer.Train();

            (_, _, Trainer<T> stopped) = one.Create<T>();
            _ = stopped.Train(epoch =>
            {
                if (epoch.Epoch + 1 == one.Stop) stopped.SaveCheckpoint(_folder.File);
            });

            (Network<T> Network, Optimizer<T> Optimizer, Trainer<T> Trainer) resumed = one.Create<T>();
            _ = resumed.Trainer.LoadCheckpoint(_folder.File);
            if (resumed.Trainer.History.Count != one.Stop) return $"{resumed.Trainer.History.Count} epochs in the checkpoint";
            _ = resumed.Trainer.Train();
            return Compare((network, optimizer, trainer), resumed);
        },
        150);

    [Fact]
    public void Being_cancelled_after_each_of_some_steps_has_the_bits_of_never_having_stopped() => Laws.Check(
        ResumedCase.Any,
        one =>
        {
            (Network<T> Network, Optimizer<T> Optimizer, Trainer<T> Trainer) unbroken =
                one.Create<T>(), resumed = one.Create<T>();
            _ = unbroken.Trainer.Train();
            for (int step = 1; step <= one.Stop; step++)
            {
                _ = resumed.Trainer.Train(null, new CancellationToken(canceled: true));
                if (resumed.Optimizer.StepCount != step) return $"{resumed.Optimizer.StepCount} steps taken where it was {step}";
                resumed.Trainer.SaveCheckpoint(_folder.File);
                (int epochs, int steps) = (resumed.Trainer.History.Count, resumed.Trainer.StepsIntoEpoch);
                resumed = one.Create<T>();
                _ = resumed.Trainer.LoadCheckpoint(_folder.File);
                if ((resumed.Trainer.History.Count, resumed.Trainer.StepsIntoEpoch) != (epochs, steps)) return "another place";
            }

            _ = resumed.Trainer.Train();
            return Compare(unbroken, resumed);
        },
        100);

    [Fact]
    public void A_divergence_after_being_cancelled_in_the_middle_of_an_epoch_goes_back_to_its_start()
    {
        (Network<T> network, Trainer<T> trainer) = Diverging(schedule: 0);
        _ = trainer.Train();
        (_, Trainer<T> stopped) = Diverging(schedule: 0);
        _ = stopped.Train(null, new CancellationToken(canceled: true));
        Assert.Equal(1, stopped.StepsIntoEpoch);
        stopped.SaveCheckpoint(_folder.File);
        (Network<T> resumedNetwork, Trainer<T> resumed) = Diverging(schedule: 0);
        _ = resumed.LoadCheckpoint(_folder.File);
        _ = resumed.Train();

        Assert.InRange(trainer.History.Epochs[0].LearningRate, 0.1, 5); // the first epoch was tried again
        Assert.Equal(trainer.History.Epochs, resumed.History.Epochs);
        Bits.AssertSame(network.Parameters, resumedNetwork.Parameters);
        Assert.True(SameFile(trainer, resumed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_divergence_did_to_the_rate_stays(int schedule)
    {
        (Network<T> network, Trainer<T> trainer) = Diverging(schedule);
        _ = trainer.Train();
        Assert.InRange(trainer.History.Last.LearningRate, 0.1, 0.5); // two retries

        (_, Trainer<T> stopped) = Diverging(schedule);
        _ = stopped.Train(epoch =>
        {
            if (epoch.Epoch == 2) stopped.SaveCheckpoint(_folder.File);
        });
        (Network<T> resumedNetwork, Trainer<T> resumed) = Diverging(schedule);
        _ = resumed.LoadCheckpoint(_folder.File);
        _ = resumed.Train();

        Assert.Equal(trainer.History.Epochs, resumed.History.Epochs);
        Bits.AssertSame(network.Parameters, resumedNetwork.Parameters);
        Assert.True(SameFile(trainer, resumed));
    }

    [Fact]
    public void A_divergence_right_after_the_checkpoint_goes_back_to_before_it()
    {
        (Network<T> network, Trainer<T> trainer) = Diverging(schedule: 0, batchSize: 0);
        _ = trainer.Train();
        Assert.True(trainer.History.Last.LearningRate < 50);
        for (int stop = 1; stop <= trainer.History.Count; stop++)
        {
            (_, Trainer<T> stopped) = Diverging(schedule: 0, batchSize: 0);
            _ = stopped.Train(epoch =>
            {
                if (epoch.Epoch + 1 == stop) stopped.SaveCheckpoint(_folder.File);
            });
            (Network<T> resumedNetwork, Trainer<T> resumed) = Diverging(schedule: 0, batchSize: 0);
            _ = resumed.LoadCheckpoint(_folder.File);
            _ = resumed.Train();

            Assert.Equal(trainer.History.Epochs, resumed.History.Epochs);
            Bits.AssertSame(network.Parameters, resumedNetwork.Parameters);
            Assert.True(SameFile(trainer, resumed));
        }
    }

    [Fact]
    public void The_lowest_cost_that_tells_an_explosion_is_kept()
    {
        (_, Trainer<T> low) = Exploding(targets: 1e-3, epochs: 1);
        _ = low.Train();
        low.SaveCheckpoint(_folder.File);
        (_, Trainer<T> fresh) = Exploding(targets: 1e-3, epochs: 2);
        _ = fresh.LoadCheckpoint(_folder.File);
        fresh.SaveCheckpoint(_folder["again.safetensors"]);

        PlainSafetensors before = PlainSafetensors.Read(File.ReadAllBytes(_folder.File));
        PlainSafetensors after = PlainSafetensors.Read(File.ReadAllBytes(_folder["again.safetensors"]));
        Assert.Equal(low.History.Last.Cost, before.Numbers("training.rates")[0]);
        Assert.Equal(before.Numbers("training.rates"), after.Numbers("training.rates"));
    }

    private string? Compare(
        (Network<T> Network, Optimizer<T> Optimizer, Trainer<T> Trainer) unbroken,
        (Network<T> Network, Optimizer<T> Optimizer, Trainer<T> Trainer) resumed) =>
        Fault.Unless(Same<T>(unbroken.Network.Parameters, resumed.Network.Parameters), "other parameters")
        ?? Fault.Unless(Same<T>(unbroken.Network.Buffers, resumed.Network.Buffers), "other buffers")
        ?? Fault.Unless(Same(unbroken.Optimizer.State, resumed.Optimizer.State), "another state")
        ?? Fault.Unless(unbroken.Optimizer.StepCount == resumed.Optimizer.StepCount, "other steps")
        ?? Fault.Unless(unbroken.Optimizer.LearningRate.Equals(resumed.Optimizer.LearningRate), "another rate")
        ?? Fault.Unless(unbroken.Trainer.History.Epochs.SequenceEqual(resumed.Trainer.History.Epochs), "another history")
        ?? Fault.Unless(SameFile(unbroken.Trainer, resumed.Trainer), "other masks or another lowest cost");

    private bool SameFile(Trainer<T> first, Trainer<T> second)
    {
        first.SaveCheckpoint(_folder["first"]);
        second.SaveCheckpoint(_folder["second"]);
        return File.ReadAllBytes(_folder["first"]).AsSpan().SequenceEqual(File.ReadAllBytes(_folder["second"]));
    }

    private static bool Same<TValue>(ReadOnlySpan<TValue> first, ReadOnlySpan<TValue> second)
        where TValue : unmanaged => MemoryMarshal.AsBytes(first).SequenceEqual(MemoryMarshal.AsBytes(second));

    /// <summary>A regression at a rate so high that it explodes, and is halved until it does not.</summary>
    private static (Network<T> Network, Trainer<T> Trainer) Diverging(int schedule, int batchSize = 1)
    {
        Network<T> network = new NetworkBuilder<T>(2).Dense(1).Build();
        network.Initialize(new XavierNormal(), 3);
        T[] inputs = [.. Enumerable.Range(0, 40).Select(i => T.CreateChecked(Math.Sin(i)))];
        DataSet<T> data = DataSet<T>.Regression(inputs, inputs.AsSpan(0, 20), 2);
        Optimizer<T> optimizer = Optimizer<T>.Create(new Sgd(), network.ParameterCount, 50);
        if (schedule == 2) optimizer.Schedule = new InverseTimeDecay(50, 0.001);
        return (network, new Trainer<T>(network, data, new MeanSquaredError<T>(), optimizer, new TrainingOptions
        {
            Epochs = 6,
            BatchSize = batchSize,
            LearningRateSchedule = schedule == 1 ? new InverseTimeDecay(50, 0.001) : null,
            OnDivergence = _ => DivergenceResponse.Retry(0.1),
        }));
    }

    private static (Network<T> Network, Trainer<T> Trainer) Exploding(double targets, int epochs)
    {
        Network<T> network = new NetworkBuilder<T>(1).Dense(1, new Zeros()).Build();
        DataSet<T> data = DataSet<T>.Regression([T.One, -T.One], [T.CreateChecked(targets), T.Zero], 1);
        Optimizer<T> optimizer = Optimizer<T>.Create(new Sgd(), network.ParameterCount, 0.1);
        return (network, new Trainer<T>(network, data, new MeanSquaredError<T>(), optimizer, new TrainingOptions { Epochs = epochs }));
    }
}

public sealed class SingleCheckpointTests : CheckpointLaws<float>;

public sealed class DoubleCheckpointTests : CheckpointLaws<double>;
