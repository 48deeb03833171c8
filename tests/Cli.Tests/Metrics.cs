namespace SimdOptim.Tests;

/// <summary><c>metrics.json</c> as its readers see it.</summary>
internal sealed record Metrics(
    double? FinalCost,
    double? TrainAccuracy,
    double? TestAccuracy,
    int Epochs,
    double Seconds,
    long SkippedSteps,
    bool Diverged,
    IReadOnlyList<MetricsDivergence> Divergences,
    IReadOnlyList<MetricsEpoch> History);
