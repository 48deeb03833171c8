using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Concurrency;

/// <summary>What serves one thread at a time refuses a second one, and serves it afterwards.</summary>
public class OneThreadTests
{
    private static readonly float[] _inputs = [1, 2];
    private static readonly float[] _targets = [1];

    private readonly Pause _pause = new();

    [Fact]
    public void A_workspace_refuses_a_second_thread_until_the_first_is_done()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dropout(0.5, _pause).Dense(1, new Zeros()).Sigmoid().Build();
        BinaryCrossEntropy<float> loss = new();
        Workspace<float> workspace = network.CreateWorkspace(1, forTraining: true);
        _pause.WhilePaused(
            () => network.ComputeGradients(_inputs, _targets, loss, workspace, new float[3]),
            (first, second) =>
            {
                AssertRefused("workspace", "CreateWorkspace", first, second, () => network.Predict(_inputs, workspace));
                AssertRefused("workspace", "CreateWorkspace", first, second, () => network.ComputeGradients(
                    _inputs, _targets, loss, workspace, new float[3]));
                Assert.Equal(0.5f, network.Predict(_inputs, network.CreateWorkspace())[0]); // one of its own serves
            });
        Assert.Equal(0.5f, network.Predict(_inputs, workspace)[0]);
    }

    [Fact]
    public void An_optimizer_refuses_a_second_thread_until_the_first_is_done()
    {
        Optimizer<float> optimizer = Optimizer<float>.Create(default(Sgd), 1, 0.1);
        optimizer.Schedule = _pause;
        float[] parameters = [1];
        _pause.WhilePaused(
            () => optimizer.Step(parameters, [1]),
            (first, second) => AssertRefused("optimizer", "one thread", first, second, () => optimizer.Step(parameters, [1])));
        Assert.Equal(1, optimizer.StepCount);
        optimizer.Step(parameters, [1]);
        Assert.Equal(2, optimizer.StepCount);
    }

    [Fact]
    public void A_trainer_refuses_a_second_thread_but_not_the_first_from_its_callbacks()
    {
        DataSet<float> data = DataSets.Moons<float>(1, 8);
        Network<float> network = new NetworkBuilder<float>(2).Dense(1, new Zeros()).Sigmoid().Build();
        Optimizer<float> optimizer = Optimizer<float>.Create(default(Sgd), 3, 0.1);
        optimizer.Schedule = _pause;
        Trainer<float> trainer =
            new(network, data, new BinaryCrossEntropy<float>(), optimizer, new TrainingOptions { Epochs = 1 });
        _pause.WhilePaused(
            () => trainer.Train(_ => trainer.MeasureAccuracy(data)),
            (first, second) =>
            {
                AssertRefused("trainer", "Train from one thread", first, second, () => trainer.Train());
                AssertRefused("trainer", "Train from one thread", first, second, () => trainer.TrainEpoch(0));
                AssertRefused("trainer", "Train from one thread", first, second, () => trainer.MeasureAccuracy(data));
                AssertRefused("trainer", "Train from one thread", first, second, () => trainer.SaveCheckpoint("never written"));
                AssertRefused("trainer", "Train from one thread", first, second, () => trainer.LoadCheckpoint("never read"));
                AssertRefused("trainer", "Train from one thread", first, second, trainer.Warmup);
            });
        Assert.InRange(trainer.MeasureAccuracy(data), 0, 1);
    }

    [Fact]
    public void What_throws_leaves_the_place_free()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dropout(0.5, new Faulty()).Dense(1, new Zeros()).Sigmoid().Build();
        Workspace<float> workspace = network.CreateWorkspace(1, forTraining: true);
        Thread other = new(() => Assert.Throws<ArithmeticException>(
            () => network.ComputeGradients(_inputs, _targets, new BinaryCrossEntropy<float>(), workspace, new float[3])));
        other.Start();
        Assert.True(other.Join(Wait.Limit), "The thread does not end.");
        Assert.Equal(0.5f, network.Predict(_inputs, workspace)[0]);
    }

    private static void AssertRefused(string what, string remedy, int first, int second, Action call)
    {
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(call);
#if DEBUG
        bool namesFirst = true;
#else
        bool namesFirst = what == "trainer"; // the others' guard takes less than a nanosecond, and so does not know threads
#endif
        string other = namesFirst ? $"thread {first}" : "another call";
        Assert.Contains(
            $"{what} supports one thread at a time: thread {second} called it while {other} was using it.", fault.Message);
        Assert.Contains(remedy, fault.Message);
    }

    /// <summary>Holds a thread up in the middle of what it does: as a mask of dropout, or as a schedule.</summary>
    private sealed class Pause : IDropoutMask<float>, ILearningRateSchedule
    {
        private readonly SemaphoreSlim _isInside = new(0), _mayGoOn = new(0);
        private volatile Thread? _held;

        /// <summary>
        /// Runs a call on a thread of its own, and another while it is held up; both are told by their threads' numbers.
        /// </summary>
        public void WhilePaused(Action call, Action<int, int> meanwhile)
        {
            Exception? fault = null;
            Thread first = new(() => fault = Record.Exception(call));
            _held = first;
            first.Start();
            Assert.True(_isInside.Wait(Wait.Limit), "The call never comes to the pause.");
            try
            {
                meanwhile(first.ManagedThreadId, Environment.CurrentManagedThreadId);
            }
            finally
            {
                _held = null;
                _mayGoOn.Release();
                Assert.True(first.Join(Wait.Limit), "The thread does not end.");
            }

            Assert.Null(fault);
        }

        public void Fill(Span<float> mask, double keep, MaskPosition position)
        {
            mask.Fill(1);
            Hold();
        }

        public Description Describe() => new("pause");

        public double GetLearningRate(long index)
        {
            Hold();
            return 0.1;
        }

        private void Hold()
        {
            if (_held != Thread.CurrentThread) return;
            _isInside.Release();
            _ = _mayGoOn.Wait(Wait.Limit);
        }
    }

    private sealed class Faulty : IDropoutMask<float>
    {
        public void Fill(Span<float> mask, double keep, MaskPosition position) => throw new ArithmeticException();

        public Description Describe() => new("faulty");
    }
}
