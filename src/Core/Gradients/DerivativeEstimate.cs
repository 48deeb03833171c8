namespace SimdOptim.Gradients;

/// <summary>A derivative taken by Richardson's extrapolation.</summary>
/// <param name="Value"><c>(4·D(h/2) - D(h)) / 3</c></param>
/// <param name="Error">
/// <c>|D(h/2) - D(h)| / 3</c>, how far the extrapolation moved: the error of D(h/2), and for smooth functions far above that of
/// the value.
/// </param>
public readonly record struct DerivativeEstimate(double Value, double Error);
