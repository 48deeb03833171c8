using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Simd;

namespace SimdOptim.Optimizers;

/// <summary>A rule behind a transform of its gradient, fused into one pass: <c>update = rule(transform(gradient))</c>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TTransform">The transform, applied first.</typeparam>
/// <typeparam name="TRule">The rule, or another chain.</typeparam>
public struct Before<T, TTransform, TRule> : IUpdateRule<T>, IReadsWholeGradient
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTransform : struct, IGradientTransform<T>
    where TRule : struct, IUpdateRule<T>
{
    private TTransform _transform;
    private TRule _rule;

    /// <summary>Initializes the chain.</summary>
    /// <param name="transform">The transform, applied first.</param>
    /// <param name="rule">The rule, or another chain.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="rule"/> begins with a link that measures the whole gradient, as clipping by global norm does: it sees
    /// the gradient as the caller gave it, so it has to stand before every other link.
    /// </exception>
    public Before(TTransform transform, TRule rule)
    {
        if (rule is IReadsWholeGradient { ReadsWholeGradient: true })
        {
            throw new ArgumentException(
                $"A link that measures the whole gradient must stand first in the chain; {typeof(TTransform).Name} stands before it.",
                nameof(rule));
        }

        _transform = transform;
        _rule = rule;
    }

    /// <inheritdoc/>
    public static int SlotCount
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTransform.SlotCount + TRule.SlotCount;
    }

    /// <summary>Gets the transform.</summary>
    public readonly TTransform Transform => _transform;

    /// <summary>Gets the rule, or the chain behind the transform.</summary>
    public readonly TRule Rule => _rule;

    readonly bool IReadsWholeGradient.ReadsWholeGradient => _transform is IReadsWholeGradient { ReadsWholeGradient: true };

    /// <inheritdoc/>
    public readonly T GetInitialState(int slot) => slot < TTransform.SlotCount
        ? _transform.GetInitialState(slot)
        : _rule.GetInitialState(slot - TTransform.SlotCount);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep(in StepContext<T> context)
    {
        _transform.BeginStep(in context);
        _rule.BeginStep(in context);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginRun(int index) => Math.Min(_transform.BeginRun(index), _rule.BeginRun(index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> =>
        _rule.Apply(parameter, _transform.Apply(parameter, input, slots), slots.Skip(TTransform.SlotCount));

    /// <summary>Returns the links in their order, each with its hyperparameters.</summary>
    public override readonly string ToString() => $"{_transform}, {_rule}";
}
