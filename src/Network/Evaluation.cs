namespace SimdOptim;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Cost">The mean loss over all samples.</param>
/// <param name="Accuracy">The share of samples classified correctly, in [0, 1]; null if the targets are quantities.</param>
/// <param name="RSquared">
/// The coefficient of determination <c>1 - Σ(y - ŷ)²/Σ(y - ȳ)²</c> over all targets y and predictions ŷ, where ȳ is the mean of a
/// target: 1 for perfect predictions, 0 for those of the mean, not finite if no target varies; null if the targets are classes.
/// </param>
public readonly record struct Evaluation(double Cost, double? Accuracy, double? RSquared);
