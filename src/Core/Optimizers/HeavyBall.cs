namespace SimdOptim.Optimizers;

/// <summary>Momentum with the learning rate inside the velocity: <c>v = μ·v - lr·g; p += v</c>.</summary>
/// <remarks>
/// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; the form of CS231n and of "Neural
/// Networks from Scratch". At a constant rate it equals <see cref="Optimizers.Momentum"/>, whose velocity is -v/lr. When the rate
/// changes, this form keeps the velocity and the other rescales it. With μ = 0 it is <see cref="Sgd"/>.
/// State: slot 0 is v, which saturates at the largest finite number. The default value of the struct has μ = 0.9.
/// </remarks>
/// <param name="momentum">The fraction μ of the velocity that is kept, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
public struct HeavyBall(double momentum) : IUpdateRule
{
    private readonly double? _momentum = Throw.IfOutside(0, 1, momentum);
    private double _stepMomentum;
    private double _learningRate;

    static int ILink.SlotCount => 1;

    /// <summary>Gets the fraction μ of the velocity that is kept.</summary>
    public readonly double Momentum => _momentum ?? 0.9;

    /// <inheritdoc/>
    public readonly Description Describe() => new("HeavyBall") { { "momentum", Momentum } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) => (_stepMomentum, _learningRate) = (Momentum, context.LearningRate);

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) =>
        slots.Store(0, (_stepMomentum * slots.Load<TVector>(0)) - (_learningRate * input));
}
