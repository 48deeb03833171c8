using SimdOptim.Data;
using SimdOptim.Gradients;
using SimdOptim.Randomness;

namespace SimdOptim.Cli.Runs;

/// <summary>How the gradients of a network are checked.</summary>
/// <param name="Method">How derivatives are taken.</param>
/// <param name="Step">The step of the differences; null for the usual one.</param>
/// <param name="Tolerance">The largest relative difference that passes.</param>
/// <param name="ParameterCount">How many parameters are checked, if there are so many.</param>
/// <param name="BatchSize">The samples of the batch; 0 for all.</param>
internal sealed record CheckSettings(DerivativeMethod Method, double? Step, double Tolerance, int ParameterCount, int BatchSize)
{
    /// <summary>Checks a network on the first samples of a training, under the masks of its first step.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public GradientCheckResult Run(
        ProblemSettings problem, Network<double> network, DataSet<double> data, CancellationToken cancellation)
    {
        int count = BatchSize == 0 ? data.Count : Math.Min(BatchSize, data.Count);
        int[] order = [.. Enumerable.Range(0, data.Count)];
        if (count < data.Count) new NumPyRandom(problem.Seeds.Shuffle).Permutation(order);
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
            Seed = problem.Seeds.Shuffle,
            Cancellation = cancellation,
        };
        double l2Factor = problem.Loss.L2 / data.Count;
        return NetworkGradientCheck.Run(network, inputs, targets, problem.Loss.Create(data), options, l2Factor);
    }
}
