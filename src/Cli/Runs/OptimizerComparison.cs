using System.Numerics;
using SimdOptim.Charts;

namespace SimdOptim.Cli.Runs;

/// <summary>Runs that differ in their optimizer alone, and the cost that they are judged by.</summary>
internal sealed class OptimizerComparison<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Compares runs that have been trained, in their order.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="targetCost">
    /// The cost to reach; null for the highest of the final costs, which every run that did not diverge comes to.
    /// </param>
    public OptimizerComparison(IReadOnlyList<TrainingRun<T>> runs, double? targetCost)
    {
        Runs = runs;
        HasOwnTarget = targetCost is not null;
        TargetCost = targetCost
            ?? runs.Where(run => run.DivergedIn is null).Select(run => run.FinalCost).DefaultIfEmpty(double.NaN).Max();
    }

    public IReadOnlyList<TrainingRun<T>> Runs { get; }

    /// <summary>The cost to reach; NaN if it would be the highest of the final costs and every run diverged.</summary>
    public double TargetCost { get; }

    /// <summary>Whether the cost to reach was asked for.</summary>
    public bool HasOwnTarget { get; }

    /// <summary>What tells a run from the others: its optimizer, and the learning rate.</summary>
    public static string NameOf(TrainingRun<T> run) =>
        $"{run.Settings.Optimizer.Kind.Name} {Figures.Exact(run.Settings.Optimizer.LearningRate)}";

    /// <summary>The number of epochs after which a run has reached the cost for the first time; null if it never has.</summary>
    public int? EpochsToTarget(TrainingRun<T> run)
    {
        for (int epoch = 0; epoch < run.Epochs.Count; epoch++)
        {
            if (run.Epochs[epoch].Cost <= TargetCost) return epoch + 1;
        }

        return null;
    }

    /// <summary>The time that a run took to reach the cost; null if it never has.</summary>
    public TimeSpan? TimeToTarget(TrainingRun<T> run) => EpochsToTarget(run) is { } epochs ? run.TimeUntil(epochs - 1) : null;
}
