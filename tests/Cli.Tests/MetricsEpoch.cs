namespace SimdOptim.Tests;

/// <summary>An entry of the history in <c>metrics.json</c>.</summary>
internal sealed record MetricsEpoch(int Epoch, double? Cost, double? Accuracy, double? LearningRate);
