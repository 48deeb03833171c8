using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>Faults say what does not fit, and nothing has changed.</summary>
public class TrainerArgumentTests
{
    private readonly DataSet<double> _data = DataSets.Moons<double>(1, 20);
    private readonly Network<double> _network = new NetworkBuilder<double>(2).Dense(1, new Zeros()).Sigmoid().Build();
    private readonly BinaryCrossEntropy<double> _loss = new();
    private readonly Optimizer<double> _optimizer = Optimizer<double>.Create(new AveragedMomentum(), 3, 0.1);
    private readonly TrainingOptions _options = new();

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Throws<ArgumentNullException>("network", () => new Trainer<double>(null!, _data, _loss, _optimizer, _options));
        Assert.Throws<ArgumentNullException>("data", () => new Trainer<double>(_network, null!, _loss, _optimizer, _options));
        Assert.Throws<ArgumentNullException>("loss", () => new Trainer<double>(_network, _data, null!, _optimizer, _options));
        Assert.Throws<ArgumentNullException>("optimizer", () => new Trainer<double>(_network, _data, _loss, null!, _options));
        Assert.Throws<ArgumentNullException>("options", () => new Trainer<double>(_network, _data, _loss, _optimizer, null!));
        Assert.Throws<ArgumentNullException>("data", () => new Trainer<double>(_network, _data, _loss, _optimizer, _options).MeasureAccuracy(null!));
    }

    [Fact]
    public void An_option_outside_its_range_is_named()
    {
        AssertRefused<ArgumentOutOfRangeException>("Epochs", options: _options with { Epochs = 0 });
        AssertRefused<ArgumentOutOfRangeException>("BatchSize", options: _options with { BatchSize = -1 });
        AssertRefused<ArgumentOutOfRangeException>("AccumulationSteps", options: _options with { AccumulationSteps = 0 });
        AssertRefused<ArgumentOutOfRangeException>("AccuracyInterval", options: _options with { AccuracyInterval = 0 });
    }

    [Fact]
    public void What_does_not_fit_together_is_named()
    {
        AssertRefused<ArgumentException>("2 inputs, but the data has 3 features", data: DataSets.Blobs<double>(1, 9, 3, 2));
        AssertRefused<ArgumentException>("there are 1 and 3", data: DataSets.Blobs<double>(1, 9, 2, 3));
        AssertRefused<ArgumentException>("there are 1 and 0", data: DataSet<double>.Regression([1, 2], [0.5], 2));
        AssertRefused<ArgumentException>("1 outputs and 2 classes", loss: new CategoricalCrossEntropy<double>());
        AssertRefused<ArgumentException>(
            "3 parameters, but the optimizer 4", optimizer: Optimizer<double>.Create(default(Sgd), 4, 0.1));
        Optimizer<double> scheduled = Optimizer<double>.Create(default(Sgd), 3, 0.1);
        scheduled.Schedule = new ConstantLearningRate(1);
        AssertRefused<ArgumentException>(
            "one schedule", optimizer: scheduled, options: _options with { LearningRateSchedule = new ConstantLearningRate(1) });
    }

    [Fact]
    public void Other_data_is_judged_only_if_it_has_the_same_features_and_classes()
    {
        Trainer<double> trainer = new(_network, _data, _loss, _optimizer, _options);
        ArgumentException fault =
            Assert.Throws<ArgumentException>("data", () => trainer.MeasureAccuracy(DataSets.Blobs<double>(1, 9, 3, 2)));
        Assert.Contains("2 features and 2 classes; it has 3 and 2", fault.Message);
        Assert.Throws<ArgumentException>("data", () => trainer.MeasureAccuracy(DataSets.Blobs<double>(1, 9, 2, 3)));
        Assert.InRange(trainer.MeasureAccuracy(DataSets.Moons<double>(2, 1000)), 0, 1); // more samples than the batch holds
    }

    [Fact]
    public void A_refused_epoch_changes_nothing()
    {
        Trainer<double> trainer =
            new(_network, _data, _loss, _optimizer, _options with { LearningRateSchedule = new NotANumberFromEpoch1() });
        trainer.TrainEpoch(0);
        double[] parameters = _network.Parameters.ToArray(), state = _optimizer.State.ToArray();
        double rate = _optimizer.LearningRate;
        long steps = _optimizer.StepCount;

        Assert.Throws<ArgumentOutOfRangeException>("epoch", () => trainer.TrainEpoch(-1));
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => trainer.TrainEpoch(1));
        Assert.Equal((rate, steps), (_optimizer.LearningRate, _optimizer.StepCount));
        Bits.AssertSame(parameters, _network.Parameters.ToArray());
        Assert.Equal(state, _optimizer.State.ToArray());
    }

    private void AssertRefused<TException>(
        string message,
        DataSet<double>? data = null,
        Loss<double>? loss = null,
        Optimizer<double>? optimizer = null,
        TrainingOptions? options = null)
        where TException : ArgumentException
    {
        TException fault = Assert.Throws<TException>(
            () => new Trainer<double>(_network, data ?? _data, loss ?? _loss, optimizer ?? _optimizer, options ?? _options));
        Assert.Contains(message, fault.Message);
        Assert.Equal(new double[3], _network.Parameters.ToArray());
    }

    private sealed class NotANumberFromEpoch1 : ILearningRateSchedule
    {
        public double GetLearningRate(long index) => index == 0 ? 0.1 : double.NaN;

        public Description Describe() => new("NotANumberFromEpoch1");
    }
}
