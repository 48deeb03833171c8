namespace SimdOptim.Gradients;

/// <summary>Options of a gradient check.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Gets the method for numerical derivatives.</summary>
    public DerivativeMethod Method { get; init; } = DerivativeMethod.Central;

    /// <summary>
    /// Gets the step h, finite and above 0; null for the default: 1e-7 for <see cref="DerivativeMethod.Central"/>, 1e-3 for
    /// <see cref="DerivativeMethod.Richardson"/>.
    /// </summary>
    public double? Step { get; init; }

    /// <summary>
    /// Gets the number of parameters to check, at least 1. Null, or more than there are, checks all parameters.
    /// </summary>
    public int? SampleCount { get; init; }

    /// <summary>Gets the seed of <see cref="Randomness.NumPyRandom"/>, which draws the sample without replacement.</summary>
    public uint Seed { get; init; }

    /// <summary>
    /// Gets the magnitude below which a derivative counts as 0, finite and not negative. Where the analytic and the numerical
    /// derivative are both below it, like those of a bias before a batch normalization, their difference counts as 0. The
    /// default, null, is the size that rounding can give a derivative of 0: <c>20·ε·max(1, |f|)/h</c> with ε = 2⁻⁵². It is at
    /// most a millionth of the largest derivative, so that gradients that are small everywhere are still compared.
    /// </summary>
    public double? AbsoluteFloor { get; init; }

    /// <summary>
    /// Gets the smallest jump of the slope that counts as a kink, as a fraction of the slopes on both sides; above 0. A smaller
    /// jump changes the numerical derivative by less than this fraction. A jump down to 1e-7 counts as a kink if it can explain
    /// the difference of the derivatives.
    /// </summary>
    public double KinkTolerance { get; init; } = 1e-3;

    /// <summary>Gets the token that cancels the check before its next parameter.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets the step that is used: <see cref="Step"/>, or the default of the method.</summary>
    public double EffectiveStep =>
        Step ?? (Method == DerivativeMethod.Central ? GradientCheck.CentralStep : GradientCheck.RichardsonStep);

    internal void Check()
    {
        if (!Enum.IsDefined(Method))
        {
            string known = string.Join(" or ", Enum.GetNames<DerivativeMethod>());
            throw new ArgumentOutOfRangeException(nameof(Method), Method, $"Method must be {known}; it was {Method}.");
        }

        GradientCheck.CheckStep(EffectiveStep, nameof(Step));
        if (SampleCount is int count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(SampleCount));
        if (AbsoluteFloor is double floor) Throw.IfNegativeOrNotFinite(floor, nameof(AbsoluteFloor));
        Throw.IfNotPositive(KinkTolerance);
    }
}

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
