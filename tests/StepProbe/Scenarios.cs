using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Training;

namespace SimdOptim.StepProbe;

/// <summary>Every layer, loss and rule, in inference, in a hand-written training loop and in a trainer.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [.. Of<float>(), .. Of<double>()];

    private static IEnumerable<Scenario> Of<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (NetworkBuilder<T> Builder, Loss<T> Loss, Func<int, Optimizer<T>> Optimizer)[] cases =
        [
            (new NetworkBuilder<T>(2).Dense(5).ReLU().Dense(2).ReLU().Dense(1).Sigmoid(), new BinaryCrossEntropy<T>(), With(new Adam())),
            (new NetworkBuilder<T>(2).Dense(64).ReLU().Dense(3).Softmax(), new CategoricalCrossEntropy<T>(), With(new AveragedMomentum())),
            (new NetworkBuilder<T>(70).Dense(129).ReLU().Dense(300).ReLU().Dense(11), new Hinge<T>(), With(new HeavyBall())),
            (new NetworkBuilder<T>(3).Dense(37).BatchNorm().ReLU().Dropout(0.8).Dense(21).LayerNorm().Tanh()
                .Dropout(0.7, new NumPyMask<T>(1, MaskOrder.FeaturesFirst)).Dense(40).Softmax(),
                new CategoricalCrossEntropy<T>(0.1), With(new Sgd())),
            (new NetworkBuilder<T>(5).Dense(7).LeakyReLU().Elu().Gelu().Gelu(GeluForm.Tanh).SiLU().Dense(1),
                new MeanSquaredError<T>(), With(new Nesterov())),
            (new NetworkBuilder<T>(5).Dense(7).Softplus().Sigmoid().Softmax().Dense(1), new Huber<T>(), With(new RmsProp())),
            (new NetworkBuilder<T>(5).Dense(7).LogSoftmax().ReLU().Dense(1).Tanh(), new MeanAbsoluteError<T>(), With(new AdaGrad())),
            (new NetworkBuilder<T>(3).Dense(2).LogSoftmax(), new CategoricalCrossEntropy<T>(),
                With(new ClipByGlobalNorm(1)
                    .Then(new WeightDecay(0.01, new ParameterRanges((1, 3))))
                    .Then(new ClipByValue(0.1))
                    .Then(new Adam())
                    .Then(new DecoupledWeightDecay(0.1)))),
        ];
        return cases.SelectMany((given, i) => Of($"{typeof(T).Name} {i}", given.Builder, given.Loss, given.Optimizer));

        static Func<int, Optimizer<T>> With<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => count =>
        {
            Optimizer<T> optimizer = Optimizer<T>.Create(rule, count, learningRate: 0.01);
            optimizer.NonFiniteGuard = NonFiniteGuard.SkipStep;
            return optimizer;
        };
    }

    private static IEnumerable<Scenario> Of<T>(string name, NetworkBuilder<T> builder, Loss<T> loss, Func<int, Optimizer<T>> createOptimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Network<T> network = builder.Build();
        network.Initialize(new He(), seed: 1);
        T[] inputs = new T[Scenario.MaxBatch * network.InputCount], targets = new T[Scenario.MaxBatch], gradients = new T[network.ParameterCount];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = T.CreateChecked(Math.Sin(i));
        for (int i = 0; i < targets.Length; i++) targets[i] = T.CreateChecked(i % 2);

        Workspace<T> forInference = network.CreateWorkspace(Scenario.MaxBatch);
        yield return new Scenario($"{name}, inference", () => network.Warmup(forInference), [MethodImpl(MethodImplOptions.AggressiveOptimization)] (batches) =>
        {
            foreach (int batch in batches) network.Predict(inputs.AsSpan(0, batch * network.InputCount), forInference);
        });

        Workspace<T> forTraining = network.CreateWorkspace(Scenario.MaxBatch, forTraining: true, threads: 2);
        Optimizer<T> optimizer = createOptimizer(network.ParameterCount);
        yield return new Scenario(
            $"{name}, training",
            () => network.Warmup(forTraining, loss, optimizer),
            [MethodImpl(MethodImplOptions.AggressiveOptimization)] (batches) =>
            {
                foreach (int batch in batches)
                {
                    ReadOnlySpan<T> some = inputs.AsSpan(0, batch * network.InputCount);
                    network.ComputeGradients(some, targets.AsSpan(0, batch), loss, forTraining, gradients);
                    optimizer.Step(network.Parameters, gradients, forTraining.Team);
                }
            });

        DataSet<T> data = loss is RegressionLoss<T>
            ? DataSet<T>.Regression(inputs, targets, network.InputCount)
            : DataSet<T>.Classification(inputs, targets, network.InputCount, Math.Max(2, network.OutputCount));
        TrainingOptions options = new()
        {
            BatchSize = 32,
            AccumulationSteps = network.OutputCount == 1 ? 1 : 2,
            L2 = 0.01,
            Threads = 2,
            LearningRateSchedule = new InverseTimeDecay(0.01, 0.1),
        };
        Trainer<T> trainer = new(network, data, loss, createOptimizer(network.ParameterCount), options);
        yield return new Scenario($"{name}, trainer", trainer.Warmup, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (batches) =>
        {
            for (int epoch = 0; epoch < Math.Min(batches.Length, 20); epoch++) trainer.TrainEpoch(epoch);
        });
    }
}
