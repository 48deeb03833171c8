using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Threading;

/// <summary>The threads of a workspace and of a trainer: how many, until when.</summary>
public sealed class WorkspaceThreadsTests
{
    private readonly Network<float> _network = new NetworkBuilder<float>(2).Dense(3).ReLU().Dense(2).Softmax().Build();
    private readonly Loss<float> _loss = new CategoricalCrossEntropy<float>();
    private readonly float[] _gradients = new float[17];

    [Fact]
    public void A_workspace_has_no_team_unless_it_is_asked_for()
    {
        Assert.Null(_network.CreateWorkspace().Team);
        Assert.Null(_network.CreateWorkspace(threads: 1).Team);
        using Workspace<float> workspace = _network.CreateWorkspace(threads: 3);
        Assert.Equal(3, workspace.Team?.Threads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_disposed_workspace_is_refused_and_nothing_is_written(int threads)
    {
        Workspace<float> workspace = _network.CreateWorkspace(4, forTraining: true, threads);
        _network.ComputeGradients([1, 2], [1], _loss, workspace, _gradients);
        workspace.Dispose();
        workspace.Dispose();
        Assert.All(workspace.Team?.Workers ?? [], worker => Assert.False(worker.IsAlive));
        float[] before = [.. _gradients];
        Assert.Throws<ObjectDisposedException>(() => _network.Predict([1, 2], workspace).Length);
        Assert.Throws<ObjectDisposedException>(() => _network.ComputeGradients([3, 4], [0], _loss, workspace, _gradients));
        Assert.Equal(before, _gradients);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(257)]
    public void A_number_of_threads_that_is_none_is_refused(int threads)
    {
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => _network.CreateWorkspace(threads: threads));
        Assert.Throws<ArgumentOutOfRangeException>("Threads", () => CreateTrainer(_network, 1, threads));
    }

    [Fact]
    public void A_disposed_trainer_trains_and_measures_no_more()
    {
        Trainer<float> trainer = CreateTrainer(_network, 1, threads: 2);
        trainer.TrainEpoch(0);
        trainer.Dispose();
        trainer.Dispose();
        float[] parameters = _network.Parameters.ToArray();
        Assert.Throws<ObjectDisposedException>(() => trainer.Train());
        Assert.Throws<ObjectDisposedException>(() => trainer.TrainEpoch(1));
        Assert.Throws<ObjectDisposedException>(() => trainer.MeasureAccuracy(CreateData()));
        Bits.AssertSame(parameters, _network.Parameters.ToArray());
    }

    [Fact]
    public void A_training_that_is_large_enough_to_be_shared_ends_in_the_same_bits()
    {
        float[] alone = Train(1);
        Assert.Equal(alone, Train(2));
        Assert.Equal(alone, Train(3));

        static float[] Train(int threads)
        {
            Network<float> network =
                new NetworkBuilder<float>(2).Dense(256).BatchNorm().ReLU().Dense(200).Tanh().Dense(2).Softmax().Build();
            network.Initialize(new He(), 1);
            using Trainer<float> trainer = CreateTrainer(network, 2, threads);
            double cost = trainer.Train().Last.Cost;
            return [.. network.Parameters, .. network.Buffers, (float)cost];
        }
    }

    private static DataSet<float> CreateData() => DataSets.Circles<float>(1, 200);

    private static Trainer<float> CreateTrainer(Network<float> network, int epochs, int threads)
    {
        Optimizer<float> adam = Optimizer<float>.Create(new Adam(), network.ParameterCount, 0.01);
        TrainingOptions options = new() { Epochs = epochs, BatchSize = 90, Threads = threads };
        return new Trainer<float>(network, CreateData(), new CategoricalCrossEntropy<float>(), adam, options);
    }
}
