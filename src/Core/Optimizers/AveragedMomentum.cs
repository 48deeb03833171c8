namespace SimdOptim.Optimizers;

/// <summary>Momentum as an exponentially weighted average of gradients: <c>v = β·v + (1-β)·g; p += -lr·v</c>.</summary>
/// <remarks>
/// The form of deeplearning.ai's course 2, week 2, without bias correction. <see cref="Momentum"/> is PyTorch's form, which needs
/// 1-β times the learning rate of this one. With β = 0 it is <see cref="Sgd"/>. State: slot 0 is v, which saturates at the
/// largest finite number. The default value of the struct has β = 0.9.
/// </remarks>
/// <param name="beta">The weight β of past gradients, in [0, 1].</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is outside its range.</exception>
public struct AveragedMomentum(double beta) : IUpdateRule
{
    private readonly double? _beta = Throw.IfOutside(0, 1, beta);
    private double _stepBeta;
    private double _oneMinusBeta;
    private double _negativeRate;

    static int ILink.SlotCount => 1;

    /// <summary>Gets the weight β of past gradients.</summary>
    public readonly double Beta => _beta ?? 0.9;

    /// <inheritdoc/>
    public readonly Description Describe() => new("AveragedMomentum") { { "beta", Beta } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) =>
        (_stepBeta, _oneMinusBeta, _negativeRate) = (Beta, 1 - Beta, -context.LearningRate);

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = slots.Store(0, (_stepBeta * slots.Load<TVector>(0)) + (_oneMinusBeta * input));
        return _negativeRate * velocity;
    }
}
