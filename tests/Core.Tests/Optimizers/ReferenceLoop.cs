using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Simd;
using SimdOptim.Tests.Simd;

namespace SimdOptim.Tests.Optimizers;

/// <summary>What an optimizer does, on one register width alone: whole vectors as far as they go, then scalars.</summary>
internal sealed class ReferenceLoop<T, TRule, TVector>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<T>
    where TVector : struct, ISimdVector<TVector, T>
{
    private long _step;

    public ReferenceLoop(TRule rule, int length)
    {
        State = new T[TRule.SlotCount * length];
        for (int i = 0; i < State.Length; i++) State[i] = rule.GetInitialState(i / length);
    }

    public T[] State { get; }

    public void Step(TRule rule, double learningRate, T[] parameters, T[] gradients)
    {
        rule.BeginStep(new StepContext<T>(++_step, learningRate, parameters, gradients));
        for (int start = 0; start < parameters.Length;)
        {
            int end = Math.Min(rule.BeginRun(start), parameters.Length);
            nuint index = UpdateLoop.Advance<T, TRule, TVector>(rule, parameters, gradients, State, (nuint)start, (nuint)end);
            UpdateLoop.Advance<T, TRule, ScalarVector<T>>(rule, parameters, gradients, State, index, (nuint)end);
            start = end;
        }

        if (_step % Optimizer<T>.FlushInterval != 0) return;
        for (int i = 0; i < State.Length; i++)
        {
            if (T.Abs(State[i]) < Samples.SmallestNormal<T>()) State[i] = T.Zero;
        }
    }
}
