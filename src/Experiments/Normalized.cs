using SimdOptim.Layers;

namespace SimdOptim.Experiments;

/// <summary>The activations that CS231n normalizes: max(0, X·W1)·W2, X of 50 features, W1 to 60 and W2 to 3.</summary>
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

    /// <summary>An untrained batch normalization, its running variance 0 as in the notebook.</summary>
    public static Network<double> CreateBatchNorm(double momentum) => new NetworkBuilder<double>(Width)
        .BatchNorm(new BatchNormOptions { Momentum = momentum, InitialRunningVariance = 0 }).Build();

    /// <summary>Updates the running averages with a batch.</summary>
    public static void Learn(Network<double> batchNorm, double[] values)
    {
        double[] gradients = new double[batchNorm.ParameterCount];
        Workspace<double> workspace = batchNorm.CreateWorkspace(values.Length / Width, forTraining: true);
        batchNorm.ComputeGradients(values, new double[values.Length], new MeanSquaredError<double>(), workspace, gradients);
    }

    /// <summary>Normalizes; with momentum 0 the running averages are those of the last batch, as in training.</summary>
    public static double[] Normalize(Network<double> normalization, double[] values) =>
        normalization.Predict(values, normalization.CreateWorkspace(values.Length / Width)).ToArray();

    /// <summary>Sets scale and shift.</summary>
    public static void Set(Network<double> network, double[] gamma, double[] beta)
    {
        gamma.CopyTo(network.Parameters);
        beta.CopyTo(network.Parameters[gamma.Length..]);
    }

    /// <summary>The values of each feature over all samples.</summary>
    public static IEnumerable<double[]> Columns(double[] values) =>
        Enumerable.Range(0, Width).Select(feature => values.Where((_, i) => i % Width == feature).ToArray());
}
