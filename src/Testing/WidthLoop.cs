using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Testing;

/// <summary>The steps of an optimizer at one vector width: whole vectors first, then the rest one at a time.</summary>
internal sealed class WidthLoop<T, TRule, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule
    where TVector : struct, ISimdVector<TVector, T>
{
    private const int Margin = 70;

    private static readonly T _untouched = T.CreateChecked(78);

    private readonly T[] _memory; // a margin, the state, a margin
    private readonly double[] _scalars;
    private readonly int _slotsLength;
    private long _calls;

    public WidthLoop(TRule rule, int length)
    {
        Optimizer<T> fresh = Optimizer<T>.Create(rule, length, 1);
        T[] margin = [.. Enumerable.Repeat(_untouched, Margin)];
        _memory = [.. margin, .. fresh.State, .. margin];
        _scalars = fresh.Scalars.ToArray();
        _slotsLength = TRule.SlotCount * length;
    }

    public Span<T> State => _memory.AsSpan(Margin, _memory.Length - (2 * Margin));

    /// <summary>Gets whether the rule has written beside its state.</summary>
    public bool HasWrittenBeside => _memory.Take(Margin).Concat(_memory.TakeLast(Margin)).Any(value => value != _untouched);

    public void Step(TRule rule, double learningRate, double loss, T[] parameters, T[] gradients)
    {
        (long step, long phase) = Math.DivRem(_calls++, TRule.PhaseCount);
        rule.BeginStep(new StepContext<T>(step + 1, learningRate, parameters, gradients)
        {
            Phase = (int)phase,
            Loss = loss,
            Scalars = _scalars,
            AllSlots = State[.._slotsLength],
            ExtraState = State[_slotsLength..],
        });
        for (int start = 0; start < parameters.Length;)
        {
            int end = Math.Min(rule.BeginRun(start), parameters.Length);
            if (end <= start)
                throw new InvalidOperationException($"BeginRun({start}) must return an index above it; it returned {end}.");
            nuint index = UpdateLoop.Advance<T, TRule, TVector>(in rule, parameters, gradients, State, (nuint)start, (nuint)end);
            UpdateLoop.Advance<T, TRule, ScalarVector<T>>(in rule, parameters, gradients, State, index, (nuint)end);
            start = end;
        }

        if (phase + 1 < TRule.PhaseCount || (step + 1) % Optimizer<T>.FlushInterval != 0) return;
        foreach (ref T value in State)
            if (T.IsFinite(value) && !T.IsNormal(value)) value = T.Zero; // and -0
    }
}
