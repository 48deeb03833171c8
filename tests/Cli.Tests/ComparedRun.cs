namespace SimdOptim.Tests;

/// <summary>A run in the <c>metrics.json</c> of a comparison.</summary>
internal sealed record ComparedRun(
    string Optimizer,
    double LearningRate,
    int? EpochsToTarget,
    double? SecondsToTarget,
    double? FinalCost,
    double? TrainAccuracy,
    double? TestAccuracy,
    bool Diverged,
    IReadOnlyList<MetricsEpoch> History);
