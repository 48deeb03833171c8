namespace SimdOptim.Optimizers;

/// <summary>Two links fused into one pass over memory: <c>second(first(input))</c>. <c>Then</c> creates it.</summary>
/// <typeparam name="TFirst">The first link, or a chain.</typeparam>
/// <typeparam name="TSecond">The second link, or a chain.</typeparam>
public struct Chain<TFirst, TSecond> : IUpdateRule
    where TFirst : struct, ILink
    where TSecond : struct, ILink
{
    private TFirst _first;
    private TSecond _second;
    private readonly int _firstExtraCount; // of the first link's extra state

    /// <exception cref="ArgumentException">The second link reads the whole gradient, so it must be the first.</exception>
    internal Chain(TFirst first, TSecond second)
    {
        if (TSecond.ReadsWholeGradient)
        {
            throw new ArgumentException(
                $"{second.Describe()} must be the first link of the chain because it reads the whole gradient; {first.Describe()} is before it.",
                nameof(second));
        }

        (_first, _second) = (first, second);
        if (TFirst.HasExtraState) _firstExtraCount = first.ExtraStateCount;
    }

    /// <summary>Gets the first link.</summary>
    public readonly TFirst First => _first;

    /// <summary>Gets the second link.</summary>
    public readonly TSecond Second => _second;

    static int ILink.SlotCount { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.SlotCount + TSecond.SlotCount; }

    static int ILink.ScalarCount { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.ScalarCount + TSecond.ScalarCount; }

    static bool ILink.HasExtraState { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.HasExtraState || TSecond.HasExtraState; }

    static bool ILink.ReadsWholeGradient { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.ReadsWholeGradient; }

    static bool ILink.NeedsLoss { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.NeedsLoss || TSecond.NeedsLoss; }

    static int ILink.PhaseCount { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => Math.Max(TFirst.PhaseCount, TSecond.PhaseCount); }

    static bool ILink.HasEvaluationParameters { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TFirst.HasEvaluationParameters || TSecond.HasEvaluationParameters; }

    static bool ILink.CanOverflow { [MethodImpl(MethodImplOptions.AggressiveInlining)] get => TSecond.CanOverflow; }

    int ILink.ExtraStateCount => _firstExtraCount + (TSecond.HasExtraState ? _second.ExtraStateCount : 0);

    double ILink.GetInitialState(int slot) =>
        slot < TFirst.SlotCount ? _first.GetInitialState(slot) : _second.GetInitialState(slot - TFirst.SlotCount);

    double ILink.GetInitialScalar(int index) =>
        index < TFirst.ScalarCount ? _first.GetInitialScalar(index) : _second.GetInitialScalar(index - TFirst.ScalarCount);

    double ILink.GetInitialExtraState(int index) =>
        index < _firstExtraCount ? _first.GetInitialExtraState(index) : _second.GetInitialExtraState(index - _firstExtraCount);

    /// <summary>Returns the descriptions of all links in order, numbered from 1.</summary>
    public readonly Description Describe()
    {
        Description chain = new("Chain");
        foreach (Description link in (ReadOnlySpan<Description>)[_first.Describe(), _second.Describe()])
        {
            foreach (object part in link.Kind == chain.Kind ? link.Values.Select(value => value.Value) : [link])
                chain.Add($"{chain.Values.Count + 1}", (Description)part);
        }

        return chain;
    }

    // Never inlined: in a long chain the compiler's budget for inlining would run out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        if (TSecond.ScalarCount == 0 && !TSecond.HasExtraState) _first.BeginStep(in context);
        else _first.BeginStep(context.Take(TFirst.ScalarCount, _firstExtraCount));
        if (TFirst.SlotCount == 0 && TFirst.ScalarCount == 0 && !TFirst.HasExtraState) _second.BeginStep(in context);
        else _second.BeginStep(context.Skip(TFirst.SlotCount, TFirst.ScalarCount, _firstExtraCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int ILink.BeginRun(int index) => Math.Min(_first.BeginRun(index), _second.BeginRun(index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector result = _first.Apply(parameter, input, slots);
        if (TFirst.CanOverflow && (TSecond.SlotCount > 0 || TSecond.HasExtraState)) result = TVector.Saturate(result);
        return _second.Apply(parameter, result, slots.Skip(TFirst.SlotCount, _firstExtraCount));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots)
    {
        if (TFirst.HasEvaluationParameters) parameter = _first.GetEvaluationParameters(parameter, slots);
        if (!TSecond.HasEvaluationParameters) return parameter;
        return _second.GetEvaluationParameters(parameter, slots.Skip(TFirst.SlotCount, _firstExtraCount));
    }
}
