namespace SimdOptim.Optimizers;

/// <summary>RMSProp: <c>s = ρ·s + (1-ρ)·g²; p += -lr·g/(√s + ε)</c>.</summary>
/// <remarks>
/// Tieleman and Hinton, "Lecture 6.5: RMSProp", 2012. ε is outside the root, as in CS231n, "Neural Networks from Scratch" and
/// PyTorch. The square is computed as <c>((1-ρ)·g)·g</c>, which can stay finite where <c>g·g</c> overflows. With ρ = 1, an
/// initial accumulator of 1 and ε = 0 it is <see cref="Sgd"/>. State: slot 0 is s, which saturates at the largest finite number.
/// With ε = 0, a parameter whose gradient and s are 0 does not move. The default value of the struct has ρ = 0.99, ε = 1e-8 and an
/// initial accumulator of 0.
/// </remarks>
/// <param name="rho">The weight ρ of past squares, in [0, 1].</param>
/// <param name="epsilon">ε, which prevents a division by zero; finite and not negative.</param>
/// <param name="initialAccumulator">s before the first step; finite and not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
public struct RmsProp(double rho, double epsilon = 1e-8, double initialAccumulator = 0) : IUpdateRule
{
    private readonly double? _rho = Throw.IfOutside(0, 1, rho);
    private readonly double? _epsilon = Throw.IfNegativeOrNotFinite(epsilon);
    private double _stepRho;
    private double _oneMinusRho;
    private double _negativeRate;
    private double _divisorEpsilon;

    static int ILink.SlotCount => 1;

    /// <summary>Gets the weight ρ of past squares.</summary>
    public readonly double Rho => _rho ?? 0.99;

    /// <summary>Gets ε, which prevents a division by zero.</summary>
    public readonly double Epsilon => _epsilon ?? 1e-8;

    /// <summary>Gets s before the first step.</summary>
    public double InitialAccumulator { get; } = Throw.IfNegativeOrNotFinite(initialAccumulator);

    /// <inheritdoc/>
    public readonly Description Describe() =>
        new("RmsProp") { { "rho", Rho }, { "epsilon", Epsilon }, { "initialAccumulator", InitialAccumulator } };

    readonly double ILink.GetInitialState(int slot) => InitialAccumulator;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        (_stepRho, _oneMinusRho) = (Rho, 1 - Rho);
        _negativeRate = -context.LearningRate;
        _divisorEpsilon = context.GetDivisorEpsilon(Epsilon);
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector accumulator = slots.Store(0, (_stepRho * slots.Load<TVector>(0)) + (_oneMinusRho * input * input));
        return _negativeRate * input / (TVector.Sqrt(accumulator) + _divisorEpsilon);
    }
}
