namespace SimdOptim.Optimizers;

/// <summary>Decoupled weight decay, after the rule: <c>update -= lr·λ·p</c>.</summary>
/// <remarks>
/// Loshchilov and Hutter, "Decoupled weight decay regularization", 2019. After <see cref="Adam"/> it gives AdamW in
/// PyTorch's form, in which the learning rate scales the decay. With λ = 0, as in the default value, nothing changes. Keeps no state.
/// </remarks>
/// <param name="decay">λ, finite and not negative.</param>
/// <param name="decayed">The parameters that decay, usually <see cref="ParameterLayout.Weights"/>; all if null.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
public struct DecoupledWeightDecay(double decay, ParameterRanges? decayed = null) : IUpdateTransform
{
    private double _stepDecay;
    private double _runDecay;
    private double _bound; // of parameters, so that the product is finite

    /// <summary>Gets λ.</summary>
    public double Decay { get; } = Throw.IfNegativeOrNotFinite(decay);

    /// <inheritdoc/>
    public readonly Description Describe() =>
        new("DecoupledWeightDecay") { { "decay", Decay }, { "decayed", decayed?.ToString() ?? "all" } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _stepDecay = context.Saturate(context.LearningRate * Decay);
        _bound = context.GetLargestOperand(_stepDecay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int ILink.BeginRun(int index)
    {
        _runDecay = ParameterRanges.Contains(decayed, index, out int end) ? _stepDecay : 0;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) =>
        input - (_runDecay * TVector.Clamp(parameter, -_bound, _bound));
}
