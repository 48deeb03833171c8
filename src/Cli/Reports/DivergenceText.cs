using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Cli.Runs;
using SimdOptim.Training;

namespace SimdOptim.Cli.Reports;

/// <summary>The messages about a training that diverged.</summary>
internal static class DivergenceText<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Says where it diverged.</summary>
    public static string Describe(Divergence divergence) =>
        $"diverged in epoch {Figures.Count(divergence.Epoch)}, at step {Figures.Count(divergence.Step)}: "
        + (divergence.IsInGradient ? "the gradient is not finite" : $"the cost is {Figures.Cost(divergence.Cost)}")
        + $", seen first in {divergence.Tensor}";

    /// <summary>Says where it diverged and what to try.</summary>
    public static string DescribeStop(TrainingRun<T> run, Divergence divergence)
    {
        if (divergence.IsFirst)
        {
            return $"{Describe(divergence)}, before any step was taken; "
                + "try smaller initial weights (--init), or data scaled to about 1.";
        }

        string[] clip = run.Settings.ClipNorm is null ? ["--clip-norm 1"] : [];
        string[] retry = run.Settings.OnDivergence == DivergencePolicy.Stop ? ["--on-divergence retry"] : [];
        string[] advice = [$"a lower learning rate than {Figures.Exact(divergence.LearningRate)}", .. clip, .. retry];
        return $"{Describe(divergence)}; try {string.Join(", or ", advice)}.";
    }

    /// <summary>Says how often the learning rate was lowered, and why; null if it never was.</summary>
    public static string? DescribeRetries(TrainingRun<T> run)
    {
        if (run.Retries is not [Divergence first, ..]) return null;
        string times = run.Retries.Count == 1 ? "once" : $"{run.Retries.Count} times";
        return $"the learning rate was halved {times}; the training first {Describe(first)}";
    }
}
