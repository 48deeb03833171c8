namespace SimdOptim.Layers;

/// <summary>Which mask of a training is wanted, and of which samples.</summary>
/// <param name="Step">The number of steps taken before, not negative.</param>
/// <param name="Layer">The number of the layer among the dropout layers of its network, from 0.</param>
/// <param name="FirstSample">The place of the mask's first sample in the step's whole batch.</param>
/// <param name="FeatureCount">The values of a sample.</param>
public readonly record struct MaskPosition(long Step, uint Layer, long FirstSample, int FeatureCount);
