using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>Momentum with the learning rate inside the velocity: <c>v = μ·v - lr·g; p += v</c>.</summary>
/// <remarks>
/// Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; the form of CS231n and of "Neural
/// Networks from Scratch". At a constant rate it equals <see cref="Optimizers.Momentum"/>, whose velocity is -v/lr. When the rate
/// changes, this form keeps the velocity and the other rescales it. With μ = 0 it is <see cref="Sgd"/>.
/// State: slot 0 is v.
/// </remarks>
/// <param name="momentum">The fraction μ of the velocity that is kept, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is outside its range.</exception>
public struct HeavyBall(double momentum) : IUpdateRule
{
    private double _learningRate;

    /// <summary>Initializes the rule with μ = 0.9.</summary>
    public HeavyBall() : this(0.9) { }

    static int ILink.SlotCount => 1;

    /// <summary>Gets the fraction μ of the velocity that is kept.</summary>
    public double Momentum { get; } = Throw.IfOutside(0, 1, momentum);

    /// <inheritdoc/>
    public readonly Description Describe() => new("HeavyBall") { { "momentum", Momentum } };

    void ILink.BeginStep<T>(in StepContext<T> context) => _learningRate = context.LearningRate;

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = (Momentum * slots.Load<TVector>(0)) - (_learningRate * input);
        slots.Store(0, velocity);
        return velocity;
    }
}
