namespace SimdOptim.Optimizers;

/// <summary>
/// Adam: <c>m = β₁·m + (1-β₁)·g; s = β₂·s + (1-β₂)·g²; p += -lr·m̂/(√ŝ + ε)</c> with the bias corrections
/// <c>m̂ = m/(1-β₁ᵗ)</c> and <c>ŝ = s/(1-β₂ᵗ)</c>, t from 1.
/// </summary>
/// <remarks>
/// <para>
/// Kingma and Ba, "Adam: A method for stochastic optimization", 2015, algorithm 1. The rule is computed as in section 2
/// of the paper, <c>p += -(lr·√(1-β₂ᵗ)/(1-β₁ᵗ))·m/(√s + ε·√(1-β₂ᵗ))</c>, which saves one division. ε is outside the root of the
/// corrected s, unlike in some published course code.
/// </para>
/// <para>
/// An average with β = 1 keeps its initial value; its correction is 1. With β₁ = 0, β₂ = 1, an initial second moment of 1 and ε =
/// 0 the rule is <see cref="Sgd"/>. With ε = 0, a parameter whose gradient, m and s are 0 does not move. State: slot 0 is m, slot
/// 1 is s. Both saturate at the largest finite number.
/// </para>
/// <para>
/// The default value of the struct has the paper's β₁ = 0.9, β₂ = 0.999 and ε = 1e-8, and an initial second moment of 0.
/// </para>
/// </remarks>
/// <param name="beta1">The weight β₁ of past gradients, in [0, 1].</param>
/// <param name="beta2">The weight β₂ of past squares, in [0, 1].</param>
/// <param name="epsilon">ε, which prevents a division by zero; finite and not negative.</param>
/// <param name="initialSecondMoment">s before the first step; finite and not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
public struct Adam(double beta1, double beta2 = 0.999, double epsilon = 1e-8, double initialSecondMoment = 0) : IUpdateRule
{
    private readonly double? _beta1 = Throw.IfOutside(0, 1, beta1);
    private readonly double? _beta2 = Throw.IfOutside(0, 1, beta2);
    private readonly double? _epsilon = Throw.IfNegativeOrNotFinite(epsilon);
    private double _stepBeta1;
    private double _stepBeta2;
    private double _oneMinusBeta1;
    private double _oneMinusBeta2;
    private BiasCorrection _correction1;
    private BiasCorrection _correction2;
    private double _negativeStepSize; // -lr·√(1-β₂ᵗ)/(1-β₁ᵗ)
    private double _stepEpsilon; // ε·√(1-β₂ᵗ)

    static int ILink.SlotCount => 2;

    /// <summary>Gets the weight β₁ of past gradients.</summary>
    public readonly double Beta1 => _beta1 ?? 0.9;

    /// <summary>Gets the weight β₂ of past squares.</summary>
    public readonly double Beta2 => _beta2 ?? 0.999;

    /// <summary>Gets ε, which prevents a division by zero.</summary>
    public readonly double Epsilon => _epsilon ?? 1e-8;

    /// <summary>Gets s before the first step.</summary>
    public double InitialSecondMoment { get; } = Throw.IfNegativeOrNotFinite(initialSecondMoment);

    /// <inheritdoc/>
    public readonly Description Describe() => new("Adam")
    {
        { "beta1", Beta1 }, { "beta2", Beta2 }, { "epsilon", Epsilon }, { "initialSecondMoment", InitialSecondMoment },
    };

    readonly double ILink.GetInitialState(int slot) => slot == 0 ? 0 : InitialSecondMoment;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        (_stepBeta1, _stepBeta2) = (Beta1, Beta2);
        (_oneMinusBeta1, _oneMinusBeta2) = (1 - _stepBeta1, 1 - _stepBeta2);
        double correction1 = _correction1.At(_stepBeta1, context.Step);
        double correction2 = Math.Sqrt(_correction2.At(_stepBeta2, context.Step));
        _negativeStepSize = context.Saturate(-context.LearningRate * correction2 / correction1);
        _stepEpsilon = context.GetDivisorEpsilon(Epsilon * correction2);
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector first = slots.Store(0, (_stepBeta1 * slots.Load<TVector>(0)) + (_oneMinusBeta1 * input));
        TVector second = slots.Store(1, (_stepBeta2 * slots.Load<TVector>(1)) + (_oneMinusBeta2 * input * input));
        return _negativeStepSize * first / (TVector.Sqrt(second) + _stepEpsilon);
    }
}
