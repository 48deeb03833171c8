using System.Text.Json.Nodes;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Training;

namespace SimdOptim.Tests.Training;

/// <summary>Training with batch normalization and dropout: what is remembered, when, and what depends on it.</summary>
public class NormalizedTrainingTests
{
    private readonly DataSet<double> _data = DataSets.Moons<double>(1, 90, 0.2);

    /// <summary>
    /// PyTorch's own run in float64; its rate 0.01 and decay 0.99 reproduce it. A bias before batch normalization has the
    /// gradient 0 up to rounding, which RMSProp divides by ε: both runs walk at random there, by up to 1e-9. Training takes
    /// that away with the mean of the batch; evaluation keeps what the running mean has not yet taken in.
    /// </summary>
    [Fact]
    public void RmsProp_with_batch_normalization_is_that_of_PyTorch()
    {
        const double Noise = 1e-9;
        JsonNode golden = Golden.Load("torch-normalization")["training"]!;
        Network<double> network = new NetworkBuilder<double>(4)
            .Dense(8).BatchNorm(new BatchNormOptions { UsesUnbiasedVariance = true }).ReLU().Dense(3).Build();
        Golden.SetParameters(network, tensor => golden["initial"]!.Array<double>(tensor));
        int steps = golden.Value<int>("steps"), batch = golden.Value<int>("batch");
        double[] inputs = golden.Array<double>("inputs"), targets = golden.Array<double>("targets"), costs = new double[steps];
        double[] gradients = new double[network.ParameterCount];
        Optimizer<double> optimizer = Optimizer<double>.Create(new RmsProp(0.99), network.ParameterCount, 0.01);
        Workspace<double> workspace = network.CreateWorkspace(batch, forTraining: true);
        for (int step = 0; step < steps; step++)
        {
            int start = step * batch % targets.Length;
            costs[step] = network.ComputeGradients(
                inputs.AsSpan(start * 4, batch * 4), targets.AsSpan(start, batch), new CategoricalCrossEntropy<double>(), workspace, gradients);
            optimizer.Step(network.Parameters, gradients);
        }

        Golden.AssertNear(golden.Array<double>("costs"), costs, 1e-10, 1e-12);
        double[] final = Golden.Flatten(network, tensor => golden["final"]!.Array<double>(tensor));
        foreach (ParameterTensor tensor in network.Layout.Tensors)
        {
            double absolute = tensor.Name == "dense1.bias" ? Noise : 1e-12;
            Golden.AssertNear(final.AsSpan(tensor.Range), network.Parameters[tensor.Range], 1e-10, absolute);
        }

        double[] evaluated = golden.Array<double>("evaluated");
        Golden.AssertNear(evaluated, network.Predict(inputs.AsSpan(0, evaluated.Length / 3 * 4), workspace), 1e-10, Noise);
    }

    [Fact]
    public void Each_training_step_takes_its_batch_into_the_running_averages_once()
    {
        Network<double> network = Create();
        Trainer<double> trainer = new(
            network, _data, new BinaryCrossEntropy<double>(), CreateOptimizer(network, 0), new TrainingOptions { BatchSize = 0 });
        trainer.TrainEpoch(0);
        trainer.TrainEpoch(1);
        trainer.MeasureAccuracy(_data);

        // At a rate of 0 both steps see the same activations, whose mean m becomes 0.1·m + 0.9·0.1·m.
        double[] hidden = Activations(network);
        for (int unit = 0; unit < 6; unit++)
        {
            double mean = hidden.Where((_, i) => i % 6 == unit).Average();
            Assert.Equal(0.19 * mean, network.Buffers[unit], 1e-14);
        }
    }

    [Fact]
    public void An_epoch_that_diverges_leaves_the_running_averages_as_they_were()
    {
        Network<double> network = Create();
        Optimizer<double> optimizer = CreateOptimizer(network, 0.1);
        Trainer<double> trainer = new(
            network, _data, new BinaryCrossEntropy<double>(), optimizer, new TrainingOptions { BatchSize = 10 });
        trainer.TrainEpoch(0);
        double[] buffers = network.Buffers.ToArray();

        optimizer.LearningRate = 1e300;
        Assert.Throws<TrainingDivergedException>(() => trainer.TrainEpoch(1));

        Assert.Equal(buffers, network.Buffers.ToArray());
    }

    /// <summary>
    /// Going back and trying again, dropout draws the same masks: the result is that of a run which had the lower rate at
    /// once.
    /// </summary>
    [Fact]
    public void A_retried_epoch_is_the_epoch_that_a_lower_rate_would_have_given()
    {
        TrainingOptions options = new() { BatchSize = 10, OnDivergence = _ => DivergenceResponse.Retry(1e-301) };
        Network<double> retried = Create(), direct = Create();
        new Trainer<double>(retried, _data, new BinaryCrossEntropy<double>(), CreateOptimizer(retried, 1e300), options).TrainEpoch(0);
        new Trainer<double>(direct, _data, new BinaryCrossEntropy<double>(), CreateOptimizer(direct, 1e300 * 1e-301), options).TrainEpoch(0);

        Bits.AssertSame(direct.Parameters.ToArray(), retried.Parameters.ToArray());
        Assert.Equal(direct.Buffers.ToArray(), retried.Buffers.ToArray());
    }

    [Fact]
    public void Gradients_depend_on_the_step_and_not_on_the_running_averages()
    {
        Network<double> network = Create();
        double[] first = Differentiate(network, 3);
        network.Buffers.Fill(double.NaN);

        Assert.Equal(first, Differentiate(network, 3));
        Assert.NotEqual(first, Differentiate(network, 4)); // other masks
    }

    [Fact]
    public void A_bias_before_batch_normalization_has_the_gradient_0()
    {
        Network<double> network = Create();
        double[] gradients = Differentiate(network, 0);
        Assert.All(gradients[network.Layout["dense1.bias"].Range], gradient => Assert.Equal(0, gradient, 1e-15));
        Assert.All(gradients[network.Layout["dense1.weight"].Range], gradient => Assert.True(Math.Abs(gradient) > 1e-6));
    }

    [Fact]
    public void Penalty_and_decay_leave_scale_and_shift_alone()
    {
        Network<double> network = Create();
        double[] gradients = new double[network.ParameterCount];
        L2Penalty.Add<double>(network.Layout, network.Parameters, gradients, 0.1);
        foreach (ParameterTensor tensor in network.Layout.Tensors)
            Assert.Equal(tensor.Name is "dense1.weight" or "dense2.weight", gradients[tensor.Range].Any(gradient => gradient != 0));

        double[] before = network.Parameters.ToArray();
        Optimizer<double> optimizer = Optimizer<double>.Create(
            new WeightDecay(0.5, network.Layout.Weights).Then(new Sgd()), before.Length, 0.1);
        optimizer.Step(network.Parameters, new double[before.Length]);
        foreach (ParameterTensor tensor in network.Layout.Tensors)
            Assert.Equal(tensor.Kind != TensorKind.Weight, before[tensor.Range].SequenceEqual(network.Parameters[tensor.Range].ToArray()));
    }

    [Fact]
    public void An_evaluation_does_not_depend_on_what_else_is_in_the_batch()
    {
        Network<double> network = Create();
        new Trainer<double>(
            network,
            _data,
            new BinaryCrossEntropy<double>(),
            CreateOptimizer(network, 0.1),
            new TrainingOptions { BatchSize = 16 }).TrainEpoch(0);
        Workspace<double> many = network.CreateWorkspace(90, forTraining: true), one = network.CreateWorkspace();
        double[] together = network.Predict(_data.Features, many).ToArray();

        Bits.AssertSame(together, network.Predict(_data.Features, many).ToArray());
        for (int i = 0; i < 90; i++) Assert.Equal(together[i], network.Predict(_data.Features.Slice(2 * i, 2), one)[0]);
    }

    [Fact]
    public async Task Threads_train_to_the_same_bits()
    {
        double[][] trained = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            Network<double> network = Create();
            new Trainer<double>(
                network,
                _data,
                new BinaryCrossEntropy<double>(),
                CreateOptimizer(network, 0.1),
                new TrainingOptions { BatchSize = 16, Epochs = 5 }).Train();
            return (double[])[.. network.Parameters, .. network.Buffers];
        })));

        Assert.All(trained, values => Assert.Equal(trained[0], values));
    }

    private static Network<double> Create()
    {
        Network<double> network = new NetworkBuilder<double>(2)
            .Dense(6).BatchNorm().ReLU().Dropout(0.7, 5).LayerNorm().Dropout(0.9, 5).Dense(1).Sigmoid().Build();
        network.Initialize(new He(), 3);
        return network;
    }

    private static Optimizer<double> CreateOptimizer(Network<double> network, double rate) =>
        Optimizer<double>.Create(new HeavyBall(0.9), network.ParameterCount, rate);

    private double[] Activations(Network<double> network)
    {
        Workspace<double> workspace = network.CreateWorkspace(90);
        network.Predict(_data.Features, workspace);
        return workspace.Plan.GetActivations(0, 90).ToArray();
    }

    private double[] Differentiate(Network<double> network, long step)
    {
        double[] gradients = new double[network.ParameterCount];
        network.ComputeGradients(
            _data.Features,
            _data.Targets,
            new BinaryCrossEntropy<double>(),
            network.CreateWorkspace(90, forTraining: true),
            gradients,
            step);
        return gradients;
    }
}
