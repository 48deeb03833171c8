namespace SimdOptim.Tests;

/// <summary>The <c>metrics.json</c> of a comparison.</summary>
internal sealed record ComparedMetrics(double? TargetCost, IReadOnlyList<ComparedRun> Runs);
