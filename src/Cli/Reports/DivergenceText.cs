using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>What is said of a training that diverged.</summary>
internal static class DivergenceText
{
    /// <summary>Where it went wrong.</summary>
    public static string Describe(Divergence divergence) =>
        $"diverged in epoch {Figures.Count(divergence.Epoch)}, at step {Figures.Count(divergence.Step)}: "
        + (divergence.IsInGradient ? "the gradient is not finite" : $"the cost is {Figures.Cost(divergence.Cost)}")
        + $", seen first in {divergence.Tensor}";

    /// <summary>Where it went wrong, and what to try.</summary>
    public static string DescribeStop<T>(TrainingRun<T> run, Divergence divergence)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (divergence.IsFirst)
        {
            return $"{Describe(divergence)}, before any step was taken; "
                + "try smaller initial weights (--init), or data scaled to about 1.";
        }

        string[] clip = run.Settings.Optimizer.ClipNorm is null ? ["--clip-norm 1"] : [];
        string[] retry = run.Settings.OnDivergence == DivergencePolicy.Stop ? ["--on-divergence retry"] : [];
        string[] advice = [$"a lower learning rate than {Figures.Exact(divergence.LearningRate)}", .. clip, .. retry];
        return $"{Describe(divergence)}; try {string.Join(", or ", advice)}.";
    }

    /// <summary>How often the rate was lowered, and why; null if it never was.</summary>
    public static string? DescribeRetries<T>(TrainingRun<T> run)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (run.Retries is not [Divergence first, ..]) return null;
        string times = run.Retries.Count == 1 ? "once" : $"{run.Retries.Count} times";
        return $"the learning rate was halved {times}; the training first {Describe(first)}";
    }
}
