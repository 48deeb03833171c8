namespace SimdOptim.Training;

/// <summary>What one pass over the data came to.</summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Cost">The mean loss over the epoch's samples, each measured before its batch's update.</param>
/// <param name="LastBatchCost">The mean loss over the samples of the last batch alone, likewise.</param>
/// <param name="Accuracy">
/// The share of samples classified right after the epoch, in [0, 1]; null where it was not measured.
/// </param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
public readonly record struct EpochResult(int Epoch, double Cost, double LastBatchCost, double? Accuracy, double LearningRate);
