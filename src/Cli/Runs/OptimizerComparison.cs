namespace SimdOptim.Cli.Runs;

/// <summary>Runs that differ only in their optimizer, and the cost that decides between them.</summary>
internal sealed class OptimizerComparison<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Compares trained runs, in their order.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="targetCost">
    /// The cost to reach; null for the highest of the final costs, which every run reaches that did not diverge.
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

    /// <summary>Whether the user gave the cost to reach.</summary>
    public bool HasOwnTarget { get; }

    /// <summary>The name of a run among the others: its optimizer and learning rate.</summary>
    public static string NameOf(TrainingRun<T> run) =>
        $"{run.Settings.Optimizer.Name} {Figures.Exact(run.Settings.LearningRate)}";

    /// <summary>The number of epochs that a run took to reach the cost; null if it never did.</summary>
    public int? EpochsToTarget(TrainingRun<T> run)
    {
        for (int epoch = 0; epoch < run.Epochs.Count; epoch++)
        {
            if (run.Epochs[epoch].Cost <= TargetCost) return epoch + 1;
        }

        return null;
    }

    /// <summary>The time that a run took to reach the cost; null if it never did.</summary>
    public TimeSpan? TimeToTarget(TrainingRun<T> run) => EpochsToTarget(run) is { } epochs ? run.TimeUntil(epochs - 1) : null;
}
