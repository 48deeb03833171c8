using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>A trainer and its checkpoints serve all that a rule can ask for.</summary>
public sealed class ManyFacetedRuleTests : IDisposable
{
    private static readonly DataSet<double> _data = DataSets.Moons<double>(3, 20);
    private static readonly BinaryCrossEntropy<double> _loss = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Each_step_takes_two_gradients_of_one_batch_and_the_first_cost(int batchSize)
    {
        (Network<double> network, Optimizer<double> optimizer, Trainer<double> trainer) = Create(batchSize);
        (Network<double> same, Optimizer<double> byHand, _) = Create(batchSize);
        using Workspace<double> workspace = same.CreateWorkspace(20, forTraining: true);
        double[] gradients = new double[same.ParameterCount];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            double first = 0;
            for (int phase = 0; phase < 2; phase++)
            {
                double cost = same.ComputeGradients(_data.Features, _data.Targets, _loss, workspace, gradients);
                byHand.Step(same.Parameters, gradients, cost);
                if (phase == 0) first = cost;
            }

            EpochResult result = trainer.TrainEpoch(epoch);
            Assert.Equal(first, result.Cost, 1e-14);
            Assert.Equal(first, result.LastBatchCost);
        }

        Assert.Equal(same.Parameters, network.Parameters);
        Assert.Equal(byHand.State, optimizer.State);
        Assert.Equal(byHand.Scalars, optimizer.Scalars);
        Assert.Equal((3, 0), (optimizer.StepCount, optimizer.Phase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Accumulated_batches_are_all_taken_again_in_the_second_phase(int accumulated)
    {
        (Network<double> network, _, Trainer<double> trainer) = Create(10, accumulated, radius: 0);
        (Network<double> plain, _, Trainer<double> other) = Create(10 * accumulated, radius: 0);
        _ = trainer.Train();
        _ = other.Train();
        for (int i = 0; i < network.ParameterCount; i++) Assert.Equal(plain.Parameters[i], network.Parameters[i], 1e-12);
    }

    [Fact]
    public void Stopped_after_any_step_and_resumed_it_has_the_bits_of_never_having_stopped()
    {
        (Network<double> network, Optimizer<double> optimizer, Trainer<double> trainer) = Create(5);
        _ = trainer.Train();
        trainer.SaveCheckpoint(_folder["whole"]);
        for (int stop = 1; stop <= 12; stop++)
        {
            (_, _, Trainer<double> stopped) = Create(5);
            for (int step = 0; step < stop; step++)
            {
                _ = stopped.Train(null, new CancellationToken(canceled: true));
                stopped.SaveCheckpoint(_folder["stopped"]);
                (_, _, stopped) = Create(5);
                _ = stopped.LoadCheckpoint(_folder["stopped"]);
            }

            _ = stopped.Train();
            stopped.SaveCheckpoint(_folder["stopped"]);
            Assert.Equal(File.ReadAllBytes(_folder["whole"]), File.ReadAllBytes(_folder["stopped"]));
        }

        (Network<double> loaded, Optimizer<double> restored, _) = Create(5);
        loaded.LoadOptimizer(_folder["whole"], restored);
        Assert.Equal(optimizer.State, restored.State);
        Assert.Equal(optimizer.Scalars, restored.Scalars);
        Assert.Equal(network.Parameters, Network<double>.Load(_folder["whole"]).Parameters);
    }

    [Fact]
    public void An_optimizer_saved_amid_a_step_continues_with_its_second_phase()
    {
        (Network<double> network, Optimizer<double> optimizer, _) = Create(5);
        double[] gradients = new double[network.ParameterCount];
        optimizer.Step(network.Parameters, gradients, loss: 1);
        network.Save(_folder.File, optimizer);
        (_, Optimizer<double> restored, _) = Create(5);
        network.LoadOptimizer(_folder.File, restored);
        Assert.Equal(1, restored.Phase);
    }

    [Fact]
    public void Accuracy_is_measured_with_the_parameters_for_evaluation()
    {
        (Network<double> network, Optimizer<double> optimizer, Trainer<double> trainer) = Create(5);
        double measured = trainer.Train().Last.Accuracy!.Value;
        double[] parameters = network.Parameters.ToArray(), average = optimizer.GetSlot(1).ToArray();
        Assert.NotEqual(parameters, average);
        Assert.Equal(measured, trainer.MeasureAccuracy(_data));
        Assert.Equal(parameters, network.Parameters);

        trainer.StoreEvaluationParameters();
        Assert.Equal(average, network.Parameters);
        Assert.Equal(measured, network.Evaluate(_data, _loss).Accuracy);
    }

    [Fact]
    public void A_divergence_restores_scalars_and_extra_state_too()
    {
        (_, Optimizer<double> optimizer, Trainer<double> trainer) = Create(5);
        _ = trainer.TrainEpoch(0);
        double[] state = optimizer.State.ToArray(), scalars = optimizer.Scalars.ToArray();
        optimizer.LearningRate = 1e300;
        _ = Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(1));
        Assert.Equal(state, optimizer.State);
        Assert.Equal(scalars, optimizer.Scalars);
        Assert.Equal((4, 0), (optimizer.StepCount, optimizer.Phase));
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        (_, _, Trainer<double> trainer) = Create(5, epochs: 100);
        int epoch = 0;
        for (; epoch < 3; epoch++) trainer.TrainEpoch(epoch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (; epoch < 20; epoch++) trainer.TrainEpoch(epoch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (Network<double> Network, Optimizer<double> Optimizer, Trainer<double> Trainer) Create(
        int batchSize, int accumulated = 1, double radius = 0.05, int epochs = 3)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(4).ReLU().Dense(1).Sigmoid().Build(seed: 2);
        Optimizer<double> optimizer = Optimizer<double>.Create(new ManyFacetedRule(radius), network.ParameterCount, 0.1);
        TrainingOptions options = new() { Epochs = epochs, BatchSize = batchSize, AccumulationSteps = accumulated };
        return (network, optimizer, new Trainer<double>(network, _data, _loss, optimizer, options));
    }
}
