namespace SimdOptim.Optimizers;

/// <summary>Momentum: <c>v = g</c> in the first step, then <c>v = μ·v + (1-τ)·g; p += -lr·v</c>.</summary>
/// <remarks>
/// PyTorch's <c>SGD(momentum, dampening)</c>. <see cref="AveragedMomentum"/> is the form with the factor 1-μ in every step;
/// <see cref="HeavyBall"/> is the form with the learning rate inside the velocity. With μ = 0 and τ = 0 it is <see cref="Sgd"/>.
/// State: slot 0 is v, which saturates at the largest finite number. The default value of the struct has μ = 0.9 and τ = 0.
/// </remarks>
/// <param name="momentum">The fraction μ of the velocity that is kept, in [0, 1].</param>
/// <param name="dampening">The fraction τ by which the gradient is reduced from the second step on, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException">A hyperparameter is outside its range.</exception>
public struct Momentum(double momentum, double dampening = 0) : IUpdateRule
{
    private readonly double? _momentum = Throw.IfOutside(0, 1, momentum);
    private double _stepMomentum;
    private double _gradientFactor;
    private double _negativeRate;

    static int ILink.SlotCount => 1;

    /// <summary>Gets the fraction μ of the velocity that is kept.</summary>
    public readonly double Mu => _momentum ?? 0.9;

    /// <summary>Gets the fraction τ by which the gradient is reduced from the second step on.</summary>
    public double Dampening { get; } = Throw.IfOutside(0, 1, dampening);

    /// <inheritdoc/>
    public readonly Description Describe() => new("Momentum") { { "momentum", Mu }, { "dampening", Dampening } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _stepMomentum = Mu;
        _gradientFactor = context.Step == 1 ? 1 : 1 - Dampening;
        _negativeRate = -context.LearningRate;
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = slots.Store(0, (_stepMomentum * slots.Load<TVector>(0)) + (_gradientFactor * input));
        return _negativeRate * velocity;
    }
}
