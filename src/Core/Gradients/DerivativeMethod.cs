namespace SimdOptim.Gradients;

/// <summary>How a derivative is taken from values of the function; D(h) is <c>(f(x + h) - f(x - h)) / 2h</c>.</summary>
public enum DerivativeMethod
{
    /// <summary>
    /// D(h), whose error is <c>h²/6·f‴</c> and rounding: about 1e-7 of the gradient with the usual step of 1e-7.
    /// </summary>
    Central,

    /// <summary>
    /// <c>(4·D(h/2) - D(h)) / 3</c>, whose error is of the order h⁴ (Richardson, "The approximate arithmetical solution by finite
    /// differences", 1911), so that a step of 1e-3 leaves little rounding: about 1e-12 of a smooth function's gradient.
    /// </summary>
    Richardson,
}
