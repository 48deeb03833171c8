using SimdOptim.Data;
using SimdOptim.Gradients;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Losses;

/// <summary>The L2 penalty against its formula, and in a training run.</summary>
public class L2PenaltyTests
{
    [Fact]
    public void It_is_half_the_factor_times_the_squares_of_the_weights_and_never_of_the_biases()
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(3).ReLU().Dense(1).Build();
        for (int i = 0; i < network.ParameterCount; i++) network.Parameters[i] = i - 4;
        double[] gradients = new double[network.ParameterCount];
        Array.Fill(gradients, 100);

        double penalty = L2Penalty.Add<double>(network.Layout, network.Parameters, gradients, 0.5);

        // dense1.weight is -4 … 1, dense1.bias 2, 3, 4, dense2.weight 5, 6, 7, dense2.bias 8.
        Assert.Equal(0.25 * (16 + 9 + 4 + 1 + 0 + 1 + 25 + 36 + 49), penalty, 12);
        Assert.Equal([98, 98.5, 99, 99.5, 100, 100.5, 100, 100, 100, 102.5, 103, 103.5, 100], gradients);
    }

    [Fact]
    public void Its_gradients_are_those_of_the_penalty() => Laws.Check(
        RandomNetwork.Any,
        random =>
        {
            Network<double> network = random.Build<double>(withOutput: true);
            double[] gradients = new double[network.ParameterCount], ignored = new double[network.ParameterCount];
            double factor = 0.01 + (random.Seed % 7);
            L2Penalty.Add<double>(network.Layout, network.Parameters, gradients, factor);
            GradientCheckResult result = GradientCheck.Run(
                place => L2Penalty.Add(network.Layout, place, ignored, factor),
                network.Parameters,
                gradients,
                new GradientCheckOptions { Method = DerivativeMethod.Richardson },
                [.. network.Layout.Tensors.Select(tensor => new NamedTensor(tensor.Name, tensor.Offset, tensor.Rows, tensor.Columns))]);
            return Fault.Unless(result.Passes(1e-7), result.Describe())
                ?? Fault.Unless(result.Tensors.All(tensor => Norm(tensor) > 0 == tensor.Tensor.Name.EndsWith("weight")), result.Describe());

            double Norm(TensorDifference tensor) =>
                gradients.AsSpan(tensor.Tensor.Offset, tensor.Tensor.Count).ToArray().Max(Math.Abs);
        },
        200);

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void In_training_it_means_the_same_for_every_batch_size_and_is_part_of_the_cost(int batchSize)
    {
        const double Lambda = 0.7;
        DataSet<double> data = DataSets.Moons<double>(1, 60, 0.2);
        Network<double> network = new NetworkBuilder<double>(2).Dense(5).ReLU().Dense(1).Sigmoid().Build();
        network.Initialize(new He(), 3);
        Network<double> coupled = new NetworkBuilder<double>(2).Dense(5).ReLU().Dense(1).Sigmoid().Build();
        coupled.Initialize(new He(), 3);
        double penalty =
            L2Penalty.Add<double>(network.Layout, network.Parameters, new double[network.ParameterCount], Lambda / 60);
        TrainingOptions options = new() { BatchSize = batchSize, Epochs = 1 };

        // With plain gradient descent it is coupled weight decay of λ/m on the weights.
        EpochResult penalized = new Trainer<double>(
            network,
            data,
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(new Sgd(), network.ParameterCount, 0.1),
            options with { L2 = Lambda }).TrainEpoch(0);
        EpochResult plain = new Trainer<double>(
            coupled,
            data,
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(
                new WeightDecay(Lambda / 60, coupled.Layout.Weights).Then(new Sgd()),
                coupled.ParameterCount,
                0.1),
            options).TrainEpoch(0);

        for (int i = 0; i < network.ParameterCount; i++) Assert.Equal(coupled.Parameters[i], network.Parameters[i], 1e-14);
        if (batchSize == 0) Assert.Equal(plain.Cost + penalty, penalized.Cost, 1e-14);
        else Assert.True(penalized.Cost > plain.Cost);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void It_must_be_finite_and_not_negative(double lambda)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(1).Sigmoid().Build();
        Assert.Equal("L2", Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer<double>(
            network,
            DataSets.Moons<double>(1, 10),
            new BinaryCrossEntropy<double>(),
            Optimizer<double>.Create(new Sgd(), network.ParameterCount, 0.1),
            new TrainingOptions { L2 = lambda })).ParamName);
    }
}
