using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Simd;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>What an optimizer does, on one register width alone: whole vectors as far as they go, then scalars.</summary>
internal sealed class ReferenceLoop<T, TRule, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule
    where TVector : struct, ISimdVector<TVector, T>
{
    private readonly int _length;
    private readonly double[] _scalars;
    private long _step;
    private int _phase;

    public ReferenceLoop(TRule rule, int length)
    {
        _length = length;
        T[] slots = [.. Enumerable.Range(0, TRule.SlotCount * length).Select(i => T.CreateChecked(rule.GetInitialState(i / length)))];
        State = [.. slots, .. Enumerable.Range(0, rule.ExtraStateCount).Select(i => T.CreateChecked(rule.GetInitialExtraState(i)))];
        _scalars = [.. Enumerable.Range(0, TRule.ScalarCount).Select(rule.GetInitialScalar)];
    }

    public T[] State { get; }

    public void Step(TRule rule, double learningRate, T[] parameters, T[] gradients, double loss = 0)
    {
        rule.BeginStep(new StepContext<T>(_step + 1, learningRate, parameters, gradients)
        {
            Phase = _phase,
            Loss = loss,
            Scalars = _scalars,
            AllSlots = State.AsSpan(0, TRule.SlotCount * _length),
            ExtraState = State.AsSpan(TRule.SlotCount * _length),
        });
        for (int start = 0; start < parameters.Length;)
        {
            int end = Math.Min(rule.BeginRun(start), parameters.Length);
            nuint index = UpdateLoop.Advance<T, TRule, TVector>(rule, parameters, gradients, State, (nuint)start, (nuint)end);
            UpdateLoop.Advance<T, TRule, ScalarVector<T>>(rule, parameters, gradients, State, index, (nuint)end);
            start = end;
        }

        if (++_phase < TRule.PhaseCount) return;
        _phase = 0;
        if (++_step % Optimizer<T>.FlushInterval != 0) return;
        for (int i = 0; i < State.Length; i++)
        {
            if (T.Abs(State[i]) < Samples.SmallestNormal<T>()) State[i] = T.Zero;
        }
    }
}
