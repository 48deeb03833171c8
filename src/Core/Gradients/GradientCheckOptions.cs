namespace SimdOptim.Gradients;

/// <summary>How a gradient is checked.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>Gets how derivatives are taken.</summary>
    public DerivativeMethod Method { get; init; } = DerivativeMethod.Central;

    /// <summary>
    /// Gets the step h, finite and above 0; null for the usual one: 1e-7 for <see cref="DerivativeMethod.Central"/>, 1e-3 for
    /// <see cref="DerivativeMethod.Richardson"/>.
    /// </summary>
    public double? Step { get; init; }

    /// <summary>Gets how many parameters are checked, at least 1; null, or as many as there are or more, for all.</summary>
    public int? SampleCount { get; init; }

    /// <summary>Gets the seed of <see cref="Randomness.NumPyRandom"/>, which chooses the sample without replacement.</summary>
    public uint Seed { get; init; }

    /// <summary>
    /// Gets the magnitude below which a derivative is taken for 0, finite and not negative: where both the analytic and the
    /// numerical one are below it, as those of a bias before a batch normalization are, their difference counts as 0. Null for
    /// the usual one, what rounding alone makes of a derivative that is 0: <c>20·ε·max(1, |f|)/h</c>, ε = 2⁻⁵², but at most a
    /// millionth of the largest derivative, so that gradients that are small everywhere are still compared.
    /// </summary>
    public double? AbsoluteFloor { get; init; }

    /// <summary>
    /// Gets how large the jump of a slope must be, as a fraction of the slopes on both sides, to be called a kink: above 0.
    /// Smaller jumps bend the numerical derivative by less than this fraction; one down to 1e-7 is called a kink where it may
    /// explain the difference that was found.
    /// </summary>
    public double KinkTolerance { get; init; } = 1e-3;

    /// <summary>Gets what ends the check before its next parameter, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets the step that is taken: <see cref="Step"/>, or the usual one of the method.</summary>
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
