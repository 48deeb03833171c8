namespace SimdOptim.Gradients;

/// <summary>The derivatives of one checked parameter.</summary>
/// <param name="Tensor">The tensor that holds the parameter.</param>
/// <param name="Index">The index among all parameters.</param>
/// <param name="Analytic">The derivative that is checked.</param>
/// <param name="Numerical">The numerical derivative.</param>
/// <param name="ErrorEstimate">The error estimate of Richardson's extrapolation; null with central differences.</param>
/// <param name="Difference"><c>|analytic - numerical|</c>, or 0 if both are below the floor.</param>
/// <param name="IsKink">Whether the objective has a kink within one step of the parameter.</param>
public readonly record struct ParameterDifference(
    NamedTensor Tensor, int Index, double Analytic, double Numerical, double? ErrorEstimate, double Difference, bool IsKink)
{
    /// <summary>Gets the name with the indices: <c>dense1.weight[3,7]</c>.</summary>
    public string Name => Tensor.NameOf(Index);

    /// <summary>Gets <c>|analytic - numerical| / (|analytic| + |numerical|)</c>, from 0 to 1; 0 if they are equal.</summary>
    public double RelativeDifference => Difference == 0 ? 0 : Difference / (Math.Abs(Analytic) + Math.Abs(Numerical));

    /// <summary>Gets whether both derivatives are finite.</summary>
    public bool IsFinite => double.IsFinite(Analytic) && double.IsFinite(Numerical);
}

/// <summary>The relative difference of one tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="CheckedCount">The number of its parameters that were checked.</param>
/// <param name="RelativeDifference">
/// <c>‖analytic - numerical‖₂ / (‖analytic‖₂ + ‖numerical‖₂)</c> over these; 0 if there are none, NaN if an element is not
/// finite.
/// </param>
/// <param name="KinkCount">The number of them that have a kink.</param>
public readonly record struct TensorDifference(NamedTensor Tensor, int CheckedCount, double RelativeDifference, int KinkCount);
