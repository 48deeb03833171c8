using System.Runtime.CompilerServices;

namespace SimdOptim.Optimizers;

/// <summary>Momentum as an exponentially weighted average of gradients: <c>v = β·v + (1-β)·g; p += -lr·v</c>.</summary>
/// <remarks>
/// The form of deeplearning.ai's course 2, week 2, without bias correction. <see cref="Momentum"/> is PyTorch's form, which needs
/// 1-β times the learning rate of this one. With β = 0 it is <see cref="Sgd"/>. State: slot 0 is v.
/// </remarks>
/// <param name="beta">The weight β of past gradients, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside its range.</exception>
public struct AveragedMomentum(double beta) : IUpdateRule
{
    private readonly double _oneMinusBeta = 1 - beta;
    private double _negativeRate;

    /// <summary>Initializes the rule with β = 0.9.</summary>
    public AveragedMomentum() : this(0.9) { }

    static int ILink.SlotCount => 1;

    /// <summary>Gets the weight β of past gradients.</summary>
    public double Beta { get; } = Throw.IfOutside(0, 1, beta);

    /// <inheritdoc/>
    public readonly Description Describe() => new("AveragedMomentum") { { "beta", Beta } };

    void ILink.BeginStep<T>(in StepContext<T> context) => _negativeRate = -context.LearningRate;

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = (Beta * slots.Load<TVector>(0)) + (_oneMinusBeta * input);
        slots.Store(0, velocity);
        return _negativeRate * velocity;
    }
}
