namespace SimdOptim.Tests;

/// <summary>An entry of the divergences in <c>metrics.json</c>.</summary>
internal sealed record MetricsDivergence(int Epoch, long Step, double? Cost, string Tensor, double LearningRate);
