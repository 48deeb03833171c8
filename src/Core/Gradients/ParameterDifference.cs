namespace SimdOptim.Gradients;

/// <summary>What the check found of one parameter.</summary>
/// <param name="Tensor">The tensor that it belongs to.</param>
/// <param name="Index">Its index among all parameters.</param>
/// <param name="Analytic">The derivative that was given.</param>
/// <param name="Numerical">The derivative that was measured.</param>
/// <param name="ErrorEstimate">The error estimate of Richardson's extrapolation; null with central differences.</param>
/// <param name="Difference">|analytic - numerical|, 0 where both are below the floor.</param>
/// <param name="IsKink">Whether the function has a corner within a step of the parameter.</param>
public readonly record struct ParameterDifference(
    NamedTensor Tensor, int Index, double Analytic, double Numerical, double? ErrorEstimate, double Difference, bool IsKink)
{
    /// <summary>Gets the name with its indices: <c>dense1.weight[3,7]</c>.</summary>
    public string Name => Tensor.NameOf(Index);

    /// <summary>Gets <c>|analytic - numerical| / (|analytic| + |numerical|)</c>, from 0 to 1; 0 if they are equal.</summary>
    public double RelativeDifference => Difference == 0 ? 0 : Difference / (Math.Abs(Analytic) + Math.Abs(Numerical));

    /// <summary>Gets whether both derivatives are finite.</summary>
    public bool IsFinite => double.IsFinite(Analytic) && double.IsFinite(Numerical);
}
