using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>A rule with a transform of its update behind it, fused into one pass: <c>update = transform(rule(gradient))</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TRule">The rule, or another chain.</typeparam>
/// <typeparam name="TTransform">The transform, applied last.</typeparam>
public struct After<T, TRule, TTransform> : IUpdateRule<T>, IReadsWholeGradient
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<T>
    where TTransform : struct, IUpdateTransform<T>
{
    private TRule _rule;
    private TTransform _transform;

    /// <summary>Initializes the chain.</summary>
    /// <param name="rule">The rule, or another chain.</param>
    /// <param name="transform">The transform, applied last.</param>
    public After(TRule rule, TTransform transform)
    {
        _rule = rule;
        _transform = transform;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TRule.SlotCount + TTransform.SlotCount;
    }

    /// <summary>Gets the rule, or the chain before the transform.</summary>
    public readonly TRule Rule => _rule;

    /// <summary>Gets the transform.</summary>
    public readonly TTransform Transform => _transform;

    readonly bool IReadsWholeGradient.ReadsWholeGradient => _rule is IReadsWholeGradient { ReadsWholeGradient: true };

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => slot < TRule.SlotCount
        ? _rule.GetInitialState(slot)
        : _transform.GetInitialState(slot - TRule.SlotCount);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context)
    {
        _rule.BeginStep(in context);
        _transform.BeginStep(in context);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginRun(int index) => Math.Min(_rule.BeginRun(index), _transform.BeginRun(index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        _transform.Apply(parameter, _rule.Apply(parameter, input, slots), slots.Skip(TRule.SlotCount));

    /// <summary>Returns the links in their order, each with its hyperparameters.</summary>
    public override readonly string ToString() => $"{_rule}, {_transform}";
}
