using SimdOptim.Data;
using SimdOptim.Gradients;
using SimdOptim.Randomness;

namespace SimdOptim.Cli.Runs;

/// <summary>How the gradients of a network are checked.</summary>
internal sealed record CheckSettings : ProblemSettings
{
    public DerivativeMethod Method { get; set; }

    /// <summary>The step of the differences; null for the default of the method.</summary>
    public double? Step { get; set; }

    /// <summary>The largest relative difference that passes.</summary>
    public double Tolerance { get; set; }

    /// <summary>The number of parameters to check; a larger network is sampled.</summary>
    public int ParameterCount { get; set; }

    /// <summary>The number of samples of the batch; 0 for all.</summary>
    public int BatchSize { get; set; }

    /// <summary>Checks a network on the first samples of a training, under the masks of its first step.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GradientCheckResult Run(Problem<double> problem, Network<double> network, CancellationToken cancellation)
    {
        DataSet<double> data = problem.Training;
        int count = BatchSize == 0 ? data.Count : Math.Min(BatchSize, data.Count);
        int[] order = [.. Enumerable.Range(0, data.Count)];
        if (count < data.Count) new NumPyRandom(ShuffleSeed).Permutation(order);
        double[] inputs = new double[count * data.FeatureCount]; // [batch, features]
        double[] targets = new double[count * data.TargetCount]; // [batch, targets]
        for (int i = 0; i < count; i++)
        {
            data.Features.Slice(order[i] * data.FeatureCount, data.FeatureCount).CopyTo(inputs.AsSpan(i * data.FeatureCount));
            data.Targets.Slice(order[i] * data.TargetCount, data.TargetCount).CopyTo(targets.AsSpan(i * data.TargetCount));
        }

        GradientCheckOptions options = new()
        {
            Method = Method,
            Step = Step,
            SampleCount = ParameterCount,
            Seed = ShuffleSeed,
            Cancellation = cancellation,
        };
        return NetworkGradientCheck.Run(network, inputs, targets, problem.CreateLoss(), options, L2 / data.Count);
    }
}
