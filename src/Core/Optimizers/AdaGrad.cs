namespace SimdOptim.Optimizers;

/// <summary>AdaGrad: <c>s += g²; p += -lr·g/(√s + ε)</c>.</summary>
/// <remarks>
/// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011, the diagonal
/// form. ε is outside the root, as in "Neural Networks from Scratch" (1e-7) and PyTorch (1e-10). With ε = 0 and an initial
/// accumulator A far above all g², the steps approach those of <see cref="Sgd"/> at lr/√A. State: slot 0 is s, which saturates at
/// the largest finite number. With ε = 0, a parameter whose gradient and s are 0 does not move. The default value of the struct has
/// ε = 1e-7 and an initial accumulator of 0.
/// </remarks>
/// <param name="epsilon">ε, which prevents a division by zero; finite and not negative.</param>
/// <param name="initialAccumulator">s before the first step; finite and not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
public struct AdaGrad(double epsilon, double initialAccumulator = 0) : IUpdateRule
{
    private readonly double? _epsilon = Throw.IfNegativeOrNotFinite(epsilon);
    private double _negativeRate;
    private double _divisorEpsilon;

    static int ILink.SlotCount => 1;

    /// <summary>Gets ε, which prevents a division by zero.</summary>
    public readonly double Epsilon => _epsilon ?? 1e-7;

    /// <summary>Gets s before the first step.</summary>
    public double InitialAccumulator { get; } = Throw.IfNegativeOrNotFinite(initialAccumulator);

    /// <inheritdoc/>
    public readonly Description Describe() => new("AdaGrad") { { "epsilon", Epsilon }, { "initialAccumulator", InitialAccumulator } };

    readonly double ILink.GetInitialState(int slot) => InitialAccumulator;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _negativeRate = -context.LearningRate;
        _divisorEpsilon = context.GetDivisorEpsilon(Epsilon);
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector accumulator = slots.Store(0, slots.Load<TVector>(0) + (input * input));
        return _negativeRate * input / (TVector.Sqrt(accumulator) + _divisorEpsilon);
    }
}
