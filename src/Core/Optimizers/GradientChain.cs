namespace SimdOptim.Optimizers;

/// <summary>A chain of gradient transforms, to be placed before a rule. <c>Then</c> creates it.</summary>
/// <typeparam name="TChain">The chain.</typeparam>
public struct GradientChain<TChain> : IGradientTransform
    where TChain : struct, ILink
{
    private TChain _chain;

    internal GradientChain(TChain chain) => _chain = chain;

    /// <summary>Gets the chain.</summary>
    public readonly TChain Links => _chain;

    static int ILink.SlotCount { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TChain.SlotCount; }

    static int ILink.ScalarCount { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TChain.ScalarCount; }

    static bool ILink.HasExtraState { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TChain.HasExtraState; }

    static bool ILink.ReadsWholeGradient => TChain.ReadsWholeGradient;

    static bool ILink.NeedsLoss => TChain.NeedsLoss;

    static int ILink.PhaseCount => TChain.PhaseCount;

    static bool ILink.HasEvaluationParameters => TChain.HasEvaluationParameters;

    static bool ILink.CanOverflow { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TChain.CanOverflow; }

    int ILink.ExtraStateCount => _chain.ExtraStateCount;

    double ILink.GetInitialState(int slot) => _chain.GetInitialState(slot);

    double ILink.GetInitialScalar(int index) => _chain.GetInitialScalar(index);

    double ILink.GetInitialExtraState(int index) => _chain.GetInitialExtraState(index);

    /// <inheritdoc cref="Chain{TFirst, TSecond}.Describe"/>
    public readonly Description Describe() => _chain.Describe();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context) => _chain.BeginStep(in context);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int ILink.BeginRun(int index) => _chain.BeginRun(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => _chain.Apply(parameter, input, slots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots) =>
        _chain.GetEvaluationParameters(parameter, slots);
}
