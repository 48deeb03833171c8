namespace SimdOptim.Optimizers;

/// <summary>Nesterov's accelerated gradient: <c>v' = v; v = μ·v - lr·g; p += -μ·v' + (1+μ)·v</c>.</summary>
/// <remarks>
/// Nesterov 1983 in the variables of Sutskever et al., "On the importance of initialization and momentum in deep
/// learning", 2013, as in CS231n: the stored parameters are the look-ahead point at which the gradient is taken. At a constant
/// rate it equals PyTorch's SGD with <c>nesterov=True</c>. With μ = 0 it is <see cref="Sgd"/>. State: slot 0 is v, which saturates at
/// the largest finite number. The default value of the struct has μ = 0.9.
/// </remarks>
/// <param name="momentum">The fraction μ of the velocity that is kept, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
public struct Nesterov(double momentum) : IUpdateRule
{
    private readonly double? _momentum = Throw.IfOutside(0, 1, momentum);
    private double _stepMomentum;
    private double _onePlusMomentum;
    private double _learningRate;

    static int ILink.SlotCount => 1;

    /// <summary>Gets the fraction μ of the velocity that is kept.</summary>
    public readonly double Momentum => _momentum ?? 0.9;

    /// <inheritdoc/>
    public readonly Description Describe() => new("Nesterov") { { "momentum", Momentum } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) =>
        (_stepMomentum, _onePlusMomentum, _learningRate) = (Momentum, 1 + Momentum, context.LearningRate);

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector previous = slots.Load<TVector>(0);
        TVector velocity = slots.Store(0, (_stepMomentum * previous) - (_learningRate * input));
        return (_onePlusMomentum * velocity) - (_stepMomentum * previous);
    }
}
