namespace SimdOptim.Gradients;

/// <summary>What the check found of one tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="CheckedCount">How many of its parameters were checked.</param>
/// <param name="RelativeDifference">
/// <c>‖analytic - numerical‖₂ / (‖analytic‖₂ + ‖numerical‖₂)</c> over these; 0 if there are none, NaN if one is not finite.
/// </param>
/// <param name="KinkCount">How many of them stand at a kink.</param>
public readonly record struct TensorDifference(NamedTensor Tensor, int CheckedCount, double RelativeDifference, int KinkCount);
