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
    private readonly double[] _scalars;
    private readonly int _slotsLength;
    private long _calls;

    public WidthLoop(TRule rule, int length)
    {
        Optimizer<T> fresh = Optimizer<T>.Create(rule, length, 1);
        State = fresh.State.ToArray();
        _scalars = fresh.Scalars.ToArray();
        _slotsLength = TRule.SlotCount * length;
    }

    public T[] State { get; }

    public void Step(TRule rule, double learningRate, double loss, T[] parameters, T[] gradients)
    {
        (long step, long phase) = Math.DivRem(_calls++, TRule.PhaseCount);
        rule.BeginStep(new StepContext<T>(step + 1, learningRate, parameters, gradients)
        {
            Phase = (int)phase,
            Loss = loss,
            Scalars = _scalars,
            AllSlots = State.AsSpan(0, _slotsLength),
            ExtraState = State.AsSpan(_slotsLength),
        });
        for (int start = 0; start < parameters.Length;)
        {
            int end = Math.Min(rule.BeginRun(start), parameters.Length);
            nuint index = UpdateLoop.Advance<T, TRule, TVector>(rule, parameters, gradients, State, (nuint)start, (nuint)end);
            UpdateLoop.Advance<T, TRule, ScalarVector<T>>(rule, parameters, gradients, State, index, (nuint)end);
            start = end;
        }

        if (phase + 1 < TRule.PhaseCount || (step + 1) % Optimizer<T>.FlushInterval != 0) return;
        for (int i = 0; i < State.Length; i++)
            if (T.IsFinite(State[i]) && !T.IsNormal(State[i])) State[i] = T.Zero; // and -0
    }
}
