using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>The promise of the library: nothing is allocated, neither by a step nor by an epoch nor by a prediction.</summary>
public abstract class TrainingAllocationTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DataSet<T> _data = DataSets.Spiral<T>(1, 50, 3);
    private readonly Network<T> _network = new NetworkBuilder<T>(2)
        .Dense(20).BatchNorm().ReLU().Dropout(0.9).Dense(7).LayerNorm().Sigmoid()
        .Dropout(0.9, new NumPyMask<T>(1, MaskOrder.FeaturesFirst)).Dense(3).Softmax().Build();
    private readonly Optimizer<T> _optimizer;
    private readonly TrainingOptions _options =
        new() { Epochs = 500, BatchSize = 32, LearningRateSchedule = new InverseTimeDecay(0.1, 0.01) };

    protected TrainingAllocationTests()
    {
        _network.Initialize(new He(), 1);
        _optimizer = Optimizer<T>.Create(new Adam(), _network.ParameterCount, 0.1);
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        Workspace<T> one = _network.CreateWorkspace(), many = _network.CreateWorkspace(100);
        AssertAllocatesNothing(() =>
        {
            _network.Predict(_data.Features[..2], one);
            _network.Predict(_data.Features[..200], many);
        });
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        Workspace<T> workspace = _network.CreateWorkspace(32, forTraining: true);
        T[] gradients = new T[_network.ParameterCount];
        Network<T> binary = new NetworkBuilder<T>(2).Dense(5).ReLU().Dense(1).Sigmoid().Build();
        Workspace<T> binaryWorkspace = binary.CreateWorkspace(32, forTraining: true);
        CategoricalCrossEntropy<T> categorical = new();
        BinaryCrossEntropy<T> binaryLoss = new();
        AssertAllocatesNothing(() =>
        {
            _network.ComputeGradients(_data.Features[..64], _data.Targets[..32], categorical, workspace, gradients);
            _optimizer.Step(_network.Parameters, gradients);
            binary.ComputeGradients(
                _data.Features[..64], _data.Targets[..32], binaryLoss, binaryWorkspace, gradients.AsSpan(0, binary.ParameterCount));
        });
    }

    [Fact]
    public void Training_allocates_nothing_whatever_the_activation_and_the_loss()
    {
        Func<NetworkBuilder<T>, NetworkBuilder<T>>[] activations =
        [
            builder => builder.ReLU(), builder => builder.LeakyReLU(), builder => builder.Elu(), builder => builder.Gelu(),
            builder => builder.Gelu(GeluForm.Tanh), builder => builder.SiLU(), builder => builder.Softplus(),
            builder => builder.Tanh(), builder => builder.Sigmoid(), builder => builder.Softmax(), builder => builder.LogSoftmax(),
        ];
        Loss<T>[] losses =
        [
            new CategoricalCrossEntropy<T>(0.1), new Hinge<T>(), new BinaryCrossEntropy<T>(0.1), new MeanSquaredError<T>(),
            new MeanAbsoluteError<T>(), new Huber<T>(),
        ];
        T[] targets = [.. _data.Targets.ToArray().Select(target => T.Min(target, T.One))]; // of two classes
        foreach (Loss<T> loss in losses)
        {
            int outputs = loss is MulticlassLoss<T> ? 3 : 1;
            foreach (Func<NetworkBuilder<T>, NetworkBuilder<T>> activate in activations)
            {
                Network<T> network = activate(new NetworkBuilder<T>(2).Dense(5)).Dense(outputs).Build();
                network.Initialize(new He(), 1);
                Workspace<T> workspace = network.CreateWorkspace(32, forTraining: true);
                T[] gradients = new T[network.ParameterCount];
                AssertAllocatesNothing(() =>
                {
                    network.ComputeGradients(_data.Features[..64], targets.AsSpan(0, 32), loss, workspace, gradients);
                    network.Predict(_data.Features[..64], workspace);
                });
            }
        }
    }

    [Fact]
    public void An_epoch_with_its_shuffle_and_its_accuracy_allocates_nothing()
    {
        Trainer<T> shuffled = Create(_options), whole = Create(_options with { BatchSize = 0 });
        int epoch = 0;
        AssertAllocatesNothing(() =>
        {
            shuffled.TrainEpoch(epoch++);
            whole.TrainEpoch(epoch++);
            shuffled.MeasureAccuracy(_data);
        });
    }

    [Fact]
    public void A_training_allocates_nothing_but_its_history()
    {
        Trainer<T> trainer = Create(_options);
        double sum = 0;
        void Progress(EpochResult result) => sum += result.Cost;
        trainer.Train(Progress);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.Train(Progress);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        long results = _options.Epochs * (long)Unsafe.SizeOf<EpochResult>();
        Assert.InRange(allocated, results, results + 200); // the array's header, the history, the callback
    }

    private Trainer<T> Create(TrainingOptions options) =>
        new(_network, _data, new CategoricalCrossEntropy<T>(), _optimizer, options);

    private static void AssertAllocatesNothing(Action action)
    {
        for (int i = 0; i < 3; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

public sealed class DoubleTrainingAllocationTests : TrainingAllocationTests<double>;

public sealed class SingleTrainingAllocationTests : TrainingAllocationTests<float>;
