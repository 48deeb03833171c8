using SimdOptim.Cli.Experiments.Frame;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Randomness;

namespace SimdOptim.Cli.Experiments;

/// <summary>What CS231n normalizes: max(0, X·W1)·W2, X of 50 features, W1 to 60 and W2 to 3.</summary>
internal sealed class Normalized
{
    private const int Features = 50, Hidden = 60;

    private readonly Network<double> _transform = new NetworkBuilder<double>(Features).Dense(Hidden).ReLU().Dense(Width).Build();

    public const int Width = 3;

    /// <summary>Draws W1 and W2, row-major <c>[inputs, outputs]</c>.</summary>
    public void DrawWeights(NumPyRandom random)
    {
        CourseInput.Normal(random, Features, Hidden).CopyTo(_transform.Parameters);
        CourseInput.Normal(random, Hidden, Width).CopyTo(_transform.Parameters[((Features + 1) * Hidden)..]);
    }

    public static double[] DrawSamples(NumPyRandom random, int samples) => CourseInput.Normal(random, samples, Features);

    public double[] Transform(double[] samples) =>
        _transform.Predict(samples, _transform.CreateWorkspace(samples.Length / Features)).ToArray();

    /// <summary>A batch normalization with its running averages, which every batch that it learns from changes.</summary>
    public static Network<double> CreateBatchNorm(double momentum) => new NetworkBuilder<double>(Width)
        .BatchNorm(new BatchNormOptions { Momentum = momentum, InitialRunningVariance = 0 }).Softmax().Build();

    /// <summary>Takes a batch into the running averages.</summary>
    public static void Learn(Network<double> batchNorm, double[] values)
    {
        int samples = values.Length / Width;
        double[] targets = new double[samples], gradients = new double[batchNorm.ParameterCount];
        Workspace<double> workspace = batchNorm.CreateWorkspace(samples, forTraining: true);
        batchNorm.ComputeGradients(values, targets, new CategoricalCrossEntropy<double>(), workspace, gradients);
    }

    /// <summary>Normalizes by the running averages; those of momentum 0 are the last batch's own, as in training.</summary>
    public static double[] Normalize(Network<double> batchNorm, double[] values)
    {
        Network<double> alone = new NetworkBuilder<double>(Width).BatchNorm().Build();
        batchNorm.Parameters.CopyTo(alone.Parameters);
        batchNorm.Buffers.CopyTo(alone.Buffers);
        return alone.Predict(values, alone.CreateWorkspace(values.Length / Width)).ToArray();
    }

    /// <summary>Sets scale and shift.</summary>
    public static void Set(Network<double> network, double[] gamma, double[] beta)
    {
        gamma.CopyTo(network.Parameters);
        beta.CopyTo(network.Parameters[gamma.Length..]);
    }

    /// <summary>One feature of all samples, for each feature.</summary>
    public static IEnumerable<double[]> Columns(double[] values) =>
        Enumerable.Range(0, Width).Select(feature => values.Where((_, i) => i % Width == feature).ToArray());
}
