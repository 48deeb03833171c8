namespace SimdOptim.Optimizers;

/// <summary>Coupled weight decay, the gradient of an L2 penalty <c>λ/2·Σp²</c>: <c>g += λ·p</c>.</summary>
/// <remarks>
/// PyTorch's <c>weight_decay</c> of SGD and Adam. Adaptive rules also divide the penalty; to avoid that, use
/// <see cref="DecoupledWeightDecay"/>. With λ = 0, as in the default value, nothing changes. The result saturates at the
/// largest finite number. Keeps no state.
/// </remarks>
/// <param name="decay">λ, finite and not negative.</param>
/// <param name="decayed">The parameters that decay, usually <see cref="ParameterLayout.Weights"/>; all if null.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
public struct WeightDecay(double decay, ParameterRanges? decayed = null) : IGradientTransform
{
    private double _runDecay;
    private double _bound; // of parameters, so that the product is finite

    static bool ILink.CanOverflow => false;

    /// <summary>Gets λ.</summary>
    public double Decay { get; } = Throw.IfNegativeOrNotFinite(decay);

    /// <inheritdoc/>
    public readonly Description Describe() =>
        new("WeightDecay") { { "decay", Decay }, { "decayed", decayed?.ToString() ?? "all" } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) => _bound = context.GetLargestOperand(Decay);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int ILink.BeginRun(int index)
    {
        _runDecay = ParameterRanges.Contains(decayed, index, out int end) ? Decay : 0;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) =>
        TVector.Saturate(input + (_runDecay * TVector.Clamp(parameter, -_bound, _bound)));
}
