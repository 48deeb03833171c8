namespace SimdOptim.Gradients;

/// <summary>Specifies how a derivative is computed from function values; D(h) is <c>(f(x + h) - f(x - h)) / 2h</c>.</summary>
public enum DerivativeMethod
{
    /// <summary>
    /// D(h). Its error is <c>h²/6·f‴</c> plus rounding, about 1e-7 of the gradient with the default step of 1e-7.
    /// </summary>
    Central,

    /// <summary>
    /// <c>(4·D(h/2) - D(h)) / 3</c> (Richardson, "The approximate arithmetical solution by finite differences", 1911). Its error
    /// is of order h⁴, which allows a step of 1e-3 with little rounding: about 1e-12 of the gradient of a smooth function.
    /// </summary>
    Richardson,
}

/// <summary>A derivative by Richardson's extrapolation.</summary>
/// <param name="Value"><c>(4·D(h/2) - D(h)) / 3</c></param>
/// <param name="Error">
/// <c>|D(h/2) - D(h)| / 3</c>, an estimate of the error of D(h/2). For a smooth function it is far above the error of the value.
/// </param>
public readonly record struct DerivativeEstimate(double Value, double Error);
