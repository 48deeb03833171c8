namespace SimdOptim.Training;

/// <summary>How much of an epoch was done when it was cancelled.</summary>
/// <param name="Epoch">The number of the epoch.</param>
/// <param name="Samples">The number of samples trained on, in the order of the epoch; 0 if no epoch was cancelled.</param>
/// <param name="CostSum">The sum of their costs.</param>
internal readonly record struct StoppedEpoch(int Epoch, int Samples, double CostSum);
