using SimdOptim.Gradients;
using SimdOptim.Optimizers;
using SimdOptim.Tests.Kinds;
using SimdOptim.Training;

namespace SimdOptim.Tests;

/// <summary>User-defined kinds train, are checked, saved, loaded and resumed as the built-in ones are.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void They_learn()
    {
        Network<float> network = Example.CreateNetwork(new HashMask<float>(7));
        double before = network.Evaluate(Example.Data, new LogCosh<float>()).Cost;
        using Trainer<float> trainer = Example.CreateTrainer(network, epochs: 150);
        trainer.Train();

        Assert.InRange(network.Evaluate(Example.Data, new LogCosh<float>()).Cost, 0, before / 4);
        ParameterTensor peak = network.BufferLayout.Tensors[0];
        Assert.All(network.Buffers[peak.Range].ToArray(), value => Assert.True(value > 0));
    }

    [Fact]
    public void Their_gradients_are_those_of_the_cost()
    {
        Network<double> network = Example.CreateNetwork(new HashMask<double>(7));
        double[] inputs = [.. Example.Data.Features[..20].ToArray().Select(x => (double)x)];
        double[] targets = [.. Example.Data.Targets[..10].ToArray().Select(x => (double)x)];
        GradientCheckResult result = NetworkGradientCheck.Run(network, inputs, targets, new LogCosh<double>());
        Assert.True(result.Passes(1e-6), result.Describe());
    }

    [Fact]
    public void A_saved_network_is_loaded_by_their_kinds()
    {
        using Place place = new();
        Network<float> network = Example.CreateNetwork(new HashMask<float>(7));
        network.Save(place.File);
        Network<float> loaded = Network<float>.Load(place.File, Example.Kinds);

        Assert.Equal(network.Describe(), loaded.Describe());
        float[] sample = [0.5f, -0.25f];
        Assert.Equal(network.Predict(sample, network.CreateWorkspace()), loaded.Predict(sample, loaded.CreateWorkspace()));
        Assert.Contains("swish", Assert.Throws<InvalidDataException>(() => Network<float>.Load(place.File)).Message);
    }

    [Fact]
    public void A_resumed_training_has_the_bits_of_an_uninterrupted_one()
    {
        using Place place = new();
        Network<float> whole = Example.CreateNetwork(new HashMask<float>(7));
        using (Trainer<float> trainer = Example.CreateTrainer(whole, epochs: 6)) trainer.Train();

        using (Trainer<float> trainer = Example.CreateTrainer(Example.CreateNetwork(new HashMask<float>(7)), epochs: 3))
        {
            trainer.Train();
            trainer.SaveCheckpoint(place.File);
        }

        Network<float> resumed = Example.CreateNetwork(new HashMask<float>(7));
        using (Trainer<float> trainer = Example.CreateTrainer(resumed, epochs: 6))
        {
            trainer.LoadCheckpoint(place.File);
            trainer.Train();
        }

        Assert.Null(Fault.IfBitsDiffer<float>(whole.Parameters, resumed.Parameters, "parameters"));
        Assert.Null(Fault.IfBitsDiffer<float>(whole.Buffers, resumed.Buffers, "buffers"));
    }

    [Fact]
    public void Other_hyperparameters_are_refused_by_name()
    {
        using Place place = new();
        Network<float> network = Example.CreateNetwork(new HashMask<float>(7));
        network.Save(place.File, network.CreateOptimizer(new QuasiHyperbolicMomentum(beta: 0.9), 0.1));

        Optimizer<float> other = network.CreateOptimizer(new QuasiHyperbolicMomentum(beta: 0.5), 0.1);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => network.LoadOptimizer(place.File, other));
        Assert.Contains("QuasiHyperbolicMomentum.beta", fault.Message);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Network<float> network = Example.CreateNetwork(new HashMask<float>(7));
        Optimizer<float> optimizer = network.CreateOptimizer(new Trace(0.5).Then(new QuasiHyperbolicMomentum()), 0.05);
        optimizer.Schedule = new LinearWarmup(0.05, steps: 10);
        using Workspace<float> workspace = network.CreateWorkspace(20, forTraining: true);
        LogCosh<float> loss = new();
        float[] inputs = Example.Data.Features[..40].ToArray(), targets = Example.Data.Targets[..20].ToArray();
        float[] gradients = new float[network.ParameterCount];
        Assert.Null(Fault.IfAllocates(() =>
        {
            network.ComputeGradients(inputs, targets, loss, workspace, gradients, optimizer.StepCount);
            optimizer.Step(network.Parameters, gradients);
        }));
    }

    private sealed class Place : IDisposable
    {
        public string File { get; } = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");

        public void Dispose() => System.IO.File.Delete(File);
    }
}
