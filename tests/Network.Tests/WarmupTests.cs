using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.Tests;

/// <summary>
/// A warm-up changes nothing that can be seen: what is trained after it has the bits of what never was warmed up.
/// </summary>
public sealed class WarmupTests
{
    private readonly DataSet<double> _data = DataSets.Spiral<double>(1, 30, 3);

    [Fact]
    public void A_network_trains_after_it_as_if_there_had_been_none()
    {
        (Network<double> warm, NumPyRandom stream, CountingMask foreign) = Create();
        (Network<double> cold, NumPyRandom coldStream, _) = Create();
        Workspace<double> workspace = warm.CreateWorkspace(40, forTraining: true);
        Optimizer<double> optimizer = Optimizer<double>.Create(new Adam(), warm.ParameterCount, learningRate: 0.1);
        warm.Warmup(workspace, new CategoricalCrossEntropy<double>(), optimizer);
        Assert.Equal((0, 0.1), (optimizer.StepCount, optimizer.LearningRate));
        Assert.All(optimizer.State.ToArray(), state => Assert.Equal(0, state));
        Assert.Equal(0, foreign.Count);
        Assert.Equal(coldStream.StatePosition, stream.StatePosition);
        Assert.Equal(coldStream.StateWords, stream.StateWords);
        Assert.Equal(cold.Parameters, warm.Parameters);
        Assert.Equal(cold.Buffers, warm.Buffers);
        Assert.Equal(Differentiate(cold, cold.CreateWorkspace(40, forTraining: true)), Differentiate(warm, workspace));
        Assert.Equal(cold.Buffers, warm.Buffers);
    }

    [Fact]
    public void An_optimizer_steps_after_it_as_if_there_had_been_none()
    {
        double[] warmParameters = [1, 2, 3], coldParameters = [1, 2, 3], gradients = [3, -1, 0.5];
        Optimizer<double> warm = CreateOptimizer(), cold = CreateOptimizer();
        for (int step = 0; step < 5; step++)
        {
            long count = warm.StepCount;
            double rate = warm.LearningRate;
            double[] state = warm.State.ToArray();
            warm.Warmup();
            Assert.Equal(count, warm.StepCount);
            Assert.Equal(rate, warm.LearningRate);
            Assert.Equal(state, warm.State);
            warm.Step(warmParameters, gradients);
            cold.Step(coldParameters, gradients);
            Assert.Equal(coldParameters, warmParameters);
        }
    }

    [Fact]
    public void A_trainer_trains_after_it_as_if_there_had_been_none()
    {
        (Network<double> warm, _, CountingMask foreign) = Create();
        (Network<double> cold, _, _) = Create();
        Trainer<double> warmTrainer = CreateTrainer(warm), coldTrainer = CreateTrainer(cold);
        warmTrainer.Warmup();
        Assert.Equal(0, foreign.Count);
        Assert.Equal(0, warmTrainer.History.Count);
        coldTrainer.Train();
        warmTrainer.Train();
        Assert.Equal(coldTrainer.History.Epochs, warmTrainer.History.Epochs);
        Assert.Equal(cold.Parameters, warm.Parameters);
        Assert.Equal(cold.Buffers, warm.Buffers);
    }

    [Fact]
    public void A_trainer_that_could_only_diverge_can_be_warmed_up()
    {
        (Network<double> network, _, _) = Create();
        network.Parameters.Fill(double.NaN);
        CreateTrainer(network).Warmup();
        Assert.Equal(0, network.Buffers[0]);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        (Network<double> network, _, _) = Create();
        (Network<double> other, _, _) = Create();
        CategoricalCrossEntropy<double> loss = new();
        Assert.Throws<ArgumentNullException>("workspace", () => network.Warmup(null!));
        Assert.Throws<ArgumentException>("workspace", () => network.Warmup(other.CreateWorkspace()));
        Assert.Throws<ArgumentException>("workspace", () => network.Warmup(network.CreateWorkspace(), loss));
        Assert.Throws<ArgumentException>(
            () => network.Warmup(network.CreateWorkspace(forTraining: true), new BinaryCrossEntropy<double>()));
    }

    private static (Network<double> Network, NumPyRandom Stream, CountingMask Foreign) Create()
    {
        NumPyRandom stream = new(7);
        CountingMask foreign = new();
        Network<double> network = new NetworkBuilder<double>(2).Dense(9).BatchNorm().ReLU().Dropout(0.8)
            .Dropout(0.9, new NumPyMask<double>(stream, MaskOrder.FeaturesFirst)).Dropout(0.5, foreign).Dense(3).Softmax().Build();
        network.Initialize(new He(), seed: 1);
        return (network, stream, foreign);
    }

    private static Optimizer<double> CreateOptimizer()
    {
        Optimizer<double> optimizer = Optimizer<double>.Create(
            new ClipByGlobalNorm(1).Then(new Adam()), 3, learningRate: 0.1);
        optimizer.Schedule = new InverseTimeDecay(0.1, 0.5);
        return optimizer;
    }

    private Trainer<double> CreateTrainer(Network<double> network) => new(
        network,
        _data,
        new CategoricalCrossEntropy<double>(),
        Optimizer<double>.Create(new Adam(), network.ParameterCount, 0.1),
        new TrainingOptions { Epochs = 4, BatchSize = 32, LearningRateSchedule = new InverseTimeDecay(0.1, 0.5), L2 = 0.1 });

    private double[] Differentiate(Network<double> network, Workspace<double> workspace)
    {
        double[] gradients = new double[network.ParameterCount];
        double cost = network.ComputeGradients(
            _data.Features[..80], _data.Targets[..40], new CategoricalCrossEntropy<double>(), workspace, gradients);
        return [cost, .. gradients];
    }

    private sealed class CountingMask : IDropoutMask<double>
    {
        public int Count { get; private set; }

        public void Fill(Span<double> mask, double keep, MaskPosition position)
        {
            Count++;
            mask.Fill(1 / keep);
        }

        public Description Describe() => new("counting");
    }
}
