namespace SimdOptim.Training;

/// <summary>How far an epoch had come when it was cancelled in its middle.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="Samples">How many samples it had trained on, in its order; 0 if no epoch was cancelled.</param>
/// <param name="CostSum">The sum of their costs.</param>
internal readonly record struct StoppedEpoch(int Epoch, int Samples, double CostSum);
