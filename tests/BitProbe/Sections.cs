using System.Numerics;
using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Schedules;
using SimdOptim.Simd;
using SimdOptim.Training;

namespace SimdOptim.BitProbe;

/// <summary>Computes a fingerprint of each part of the library.</summary>
internal static class Sections
{
    public static IEnumerable<(string Name, Fingerprint Fingerprint)> Run() =>
        Run<float>().Select(section => ($"float {section.Name}", section.Fingerprint))
            .Concat(Run<double>().Select(section => ($"double {section.Name}", section.Fingerprint)));

    private static IEnumerable<(string Name, Fingerprint Fingerprint)> Run<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParameterRanges decayed = new((0, 5), (9, 31), (70, 200), (203, int.MaxValue));
        yield return ("Sgd", Optimize(default(Sgd)));
        yield return ("Momentum", Optimize(new AveragedMomentum()));
        yield return ("HeavyBall", Optimize(new HeavyBall()));
        yield return ("Nesterov", Optimize(new Nesterov()));
        yield return ("RmsProp", Optimize(new RmsProp()));
        yield return ("AdaGrad", Optimize(new AdaGrad()));
        yield return ("Adam", Optimize(new Adam()));
        yield return ("chain", Optimize(
            new ClipByGlobalNorm(0.75, 1e-6)
                .Then(new WeightDecay(0.01, decayed))
                .Then(new ClipByValue(0.125))
                .Then(new Adam(0.8, 0.99))
                .Then(new DecoupledWeightDecay(0.05, decayed))));
        yield return ("reductions", Reduce<T>());
        yield return ("elementary functions", ComputeFunctions<T>());
        yield return ("layers", ComputeLayers<T>());
        yield return ("activation of its own", ComputeOwnActivation<T>());
        yield return ("training", Train<T>());
        yield return ("normalization and dropout", TrainNormalized<T>());

        static Fingerprint Optimize<TRule>(TRule rule)
            where TRule : struct, IUpdateRule => Sections.Optimize<T, TRule>(rule);
    }

    private static Fingerprint Optimize<T, TRule>(TRule rule)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule
    {
        Fingerprint result = new();
        Numbers numbers = new(1);
        foreach (int length in (int[])[0, 1, 3, 7, 15, 17, 31, 33, 63, 65, 101, 257])
        {
            T[] parameters = numbers.Uniform<T>(length, 2);
            Optimizer<T> optimizer = Optimizer<T>.Create(rule, length, 0.01);
            optimizer.Schedule = new InverseTimeDecay(0.01, 0.03);
            for (int step = 0; step < 200; step++) optimizer.Step(parameters, numbers.Uniform<T>(length));
            result.Add<T>(parameters);
            result.Add(optimizer.State);

            // Vanishing gradients let the state decay until it is flushed; then it meets numbers with any bits.
            for (int step = 0; step < 40; step++)
                optimizer.Step(parameters, numbers.Uniform<T>(length, Math.ScaleB(1, -4 * step)));
            result.Add(optimizer.State);
            optimizer.Step(parameters, numbers.OfAnyBits<T>(length));
            result.Add<T>(parameters);
            result.Add(optimizer.State);
        }

        return result;
    }

    private static Fingerprint Reduce<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fingerprint result = new();
        Numbers numbers = new(2);
        foreach (int length in (int[])[0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 200, 999, 10_007])
        {
            foreach ((T[] x, T[] y) in ((T[], T[])[])
                [
                    (numbers.Uniform<T>(length), numbers.Uniform<T>(length)),
                    (numbers.Uniform<T>(length, Math.ScaleB(1, 120)), numbers.Uniform<T>(length, Math.ScaleB(1, -120))),
                    (numbers.OfAnyBits<T>(length), numbers.OfAnyBits<T>(length)),
                ])
            {
                T finite = Reductions.AllFinite<T>(x) ? T.One : T.Zero;
                result.Add<T>(
                [
                    Reductions.Sum<T>(x), Reductions.Dot<T>(x, y), Reductions.SumOfSquares<T>(x), Reductions.Max<T>(x),
                    Reductions.MaxMagnitude<T>(y), ElementaryFunctions.LogSumExp<T>(x), finite,
                ]);
                result.Add<double>([Reductions.Norm<T>(x), Reductions.Norm<T>(y)]);
            }
        }

        return result;
    }

    private static Fingerprint ComputeFunctions<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int length = 5003;
        Fingerprint result = new();
        Numbers numbers = new(3);
        T[] destination = new T[length];
        foreach (T[] x in (T[][])[numbers.OfAnyBits<T>(length), numbers.Uniform<T>(length), numbers.Uniform<T>(length, 128)])
        {
            ElementaryFunctions.Exp<T>(x, destination);
            result.Add<T>(destination);
            ElementaryFunctions.Log<T>(x, destination);
            result.Add<T>(destination);
            ElementaryFunctions.Sigmoid<T>(x, destination);
            result.Add<T>(destination);
            ElementaryFunctions.Tanh<T>(x, destination);
            result.Add<T>(destination);
            ElementaryFunctions.Softplus<T>(x, destination);
            result.Add<T>(destination);
            ElementaryFunctions.NormalDistribution<T>(x, destination);
            result.Add<T>(destination);
        }

        return result;
    }

    /// <summary>
    /// Covers all forms of matrix multiplication by a forward and a backward pass through layers of awkward shapes.
    /// </summary>
    private static Fingerprint ComputeLayers<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fingerprint result = new();
        Numbers numbers = new(4);
        foreach ((int inputs, int hidden, int outputs, int batch) in ((int, int, int, int)[])
            [(1, 1, 2, 1), (2, 3, 2, 5), (7, 17, 3, 13), (33, 31, 9, 6), (5, 65, 18, 23), (67, 40, 34, 12), (19, 129, 5, 3)])
        {
            Network<T> network = new NetworkBuilder<T>(inputs).Dense(hidden).ReLU().LeakyReLU().Elu().Gelu()
                .Gelu(GeluForm.Tanh).SiLU().Softplus().Tanh().Dense(outputs).LogSoftmax().Build();
            numbers.Uniform<T>(network.ParameterCount, 0.5).CopyTo(network.Parameters);
            Workspace<T> workspace = network.CreateWorkspace(batch, forTraining: true);
            T[] gradients = new T[network.ParameterCount], targets = new T[batch];
            T[] samples = numbers.Uniform<T>(batch * inputs, 2);
            for (int i = 0; i < batch; i++) targets[i] = T.CreateChecked((int)(numbers.Next() % (ulong)outputs));
            double loss = network.ComputeGradients(samples, targets, new CategoricalCrossEntropy<T>(), workspace, gradients);
            result.Add<double>([loss]);
            result.Add<T>(gradients);
            result.Add(network.Predict(samples, workspace));
        }

        return result;
    }

    /// <summary>Covers an activation that the library does not know, as the epilogue of products of awkward shapes.</summary>
    private static Fingerprint ComputeOwnActivation<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fingerprint result = new();
        Numbers numbers = new(7);
        foreach ((int hidden, int batch) in ((int, int)[])[(1, 1), (3, 1), (9, 4), (17, 1), (33, 13), (67, 1), (70, 23)])
        {
            Network<T> network = new NetworkBuilder<T>(5).Dense(hidden).Activation(default(Hump)).Dense(3).Build();
            numbers.Uniform<T>(network.ParameterCount, 0.5).CopyTo(network.Parameters);
            Workspace<T> workspace = network.CreateWorkspace(batch, forTraining: true);
            T[] gradients = new T[network.ParameterCount], samples = numbers.Uniform<T>(batch * 5, 2);
            result.Add(network.Predict(samples, workspace));
            result.Add(network.Forward(samples, workspace));
            network.Backpropagate(samples, numbers.Uniform<T>(batch * 3), workspace, gradients);
            result.Add<T>(gradients);
        }

        return result;
    }

    private static Fingerprint Train<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fingerprint result = new();
        Numbers numbers = new(5);
        DataSet<T> data = Moons.Create<T>(150, numbers);
        Network<T> network = new NetworkBuilder<T>(2).Dense(16).ReLU().Dense(9).ReLU().Dense(1).Sigmoid().Build();
        numbers.Uniform<T>(network.ParameterCount, 0.5).CopyTo(network.Parameters);
        Optimizer<T> optimizer = Optimizer<T>.Create(
            new ClipByGlobalNorm(1).Then(new Adam()).Then(new DecoupledWeightDecay(0.01)),
            network.ParameterCount,
            0.02);
        TrainingOptions options = new() { Epochs = 30, BatchSize = 32, ShuffleSeed = 11 };
        TrainingHistory history = new Trainer<T>(network, data, new BinaryCrossEntropy<T>(), optimizer, options).Train();
        foreach (EpochResult epoch in history.Epochs) result.Add<double>([epoch.Cost, epoch.LastBatchCost, epoch.Accuracy ?? -1]);
        result.Add<T>(network.Parameters);
        return result;
    }

    /// <summary>
    /// Covers statistics over more samples than a block of a column sum has, masks that start anywhere, and running averages.
    /// </summary>
    private static Fingerprint TrainNormalized<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fingerprint result = new();
        Numbers numbers = new(6);
        DataSet<T> data = Moons.Create<T>(150, numbers);
        Network<T> network = new NetworkBuilder<T>(2)
            .Dense(37).BatchNorm().ReLU().Dropout(0.8, 7).Dense(21).LayerNorm().ReLU().Dropout(0.7, 7).Dense(1).Sigmoid().Build();
        numbers.Uniform<T>(network.ParameterCount, 0.5).CopyTo(network.Parameters);
        Optimizer<T> optimizer = Optimizer<T>.Create(new Adam(), network.ParameterCount, 0.02);
        TrainingOptions options = new() { Epochs = 20, BatchSize = 70, ShuffleSeed = 3 };
        TrainingHistory history = new Trainer<T>(network, data, new BinaryCrossEntropy<T>(), optimizer, options).Train();
        foreach (EpochResult epoch in history.Epochs) result.Add<double>([epoch.Cost, epoch.LastBatchCost, epoch.Accuracy ?? -1]);
        result.Add<T>(network.Parameters);
        result.Add<T>(network.Buffers);
        result.Add(network.Predict(data.Features, network.CreateWorkspace(150)));
        return result;
    }
}
