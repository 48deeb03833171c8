using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>Training on quantities, several of a sample.</summary>
public class RegressionTests
{
    private static readonly DataSet<double> _waves = Waves();

    [Fact]
    public void A_curve_is_learned_in_shuffled_batches_without_an_accuracy()
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(1).Dense(20).Tanh().Dense(2);
        Trainer<double> trainer = Create(builder, new MeanSquaredError<double>(), _waves);
        TrainingHistory history = trainer.Train();

        Assert.True(history.Epochs[0].Cost > 0.2);
        Assert.True(history.Epochs[^1].Cost < 0.01, $"the cost is {history.Epochs[^1].Cost}");
        Assert.All(history.Epochs.ToArray(), epoch => Assert.Null(epoch.Accuracy));
    }

    [Fact]
    public void Quantities_have_no_accuracy_and_want_a_loss_of_their_own()
    {
        NetworkBuilder<double> builder = new NetworkBuilder<double>(1).Dense(2);
        Trainer<double> trainer = Create(builder, new Huber<double>(), _waves);
        Assert.Contains("classes", Assert.Throws<ArgumentException>("data", () => trainer.MeasureAccuracy(_waves)).Message);
        Assert.Contains("one output", Assert.Throws<ArgumentException>(
            () => Create(builder.Dense(3), new MeanAbsoluteError<double>(), _waves)).Message);
        Assert.Contains("The hinge loss", Assert.Throws<ArgumentException>(
            () => Create(new NetworkBuilder<double>(1).Dense(2), new Hinge<double>(), _waves)).Message);
    }

    [Fact]
    public void Two_classes_are_learned_as_the_quantities_zero_and_one()
    {
        DataSet<double> moons = DataSets.Moons<double>(3, 200, 0.1);
        NetworkBuilder<double> builder = new NetworkBuilder<double>(2).Dense(16).SiLU().Dense(1);
        Trainer<double> trainer = Create(builder, new MeanSquaredError<double>(), moons);
        trainer.Train();
        Assert.InRange(trainer.MeasureAccuracy(moons), 0.95, 1);
    }

    private static Trainer<double> Create(NetworkBuilder<double> builder, Loss<double> loss, DataSet<double> data)
    {
        Network<double> network = builder.Build();
        network.Initialize(new He(), 1);
        return new Trainer<double>(
            network,
            data,
            loss,
            Optimizer<double>.Create(new Adam(), network.ParameterCount, 0.02),
            new TrainingOptions { Epochs = 300, BatchSize = 16 });
    }

    private static DataSet<double> Waves()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (i / 25.0) - 2)];
        return DataSet<double>.Regression(x, [.. x.SelectMany(value => new[] { Math.Sin(2 * value), Math.Cos(value) })], 1, 2);
    }
}
