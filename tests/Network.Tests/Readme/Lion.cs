using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Readme;

public struct Lion : IUpdateRule
{
    private double _rate;

    static int ILink.SlotCount => 1;
    public readonly Description Describe() => new("Lion");
    void ILink.BeginStep<T>(in StepContext<T> context) => _rate = context.LearningRate;
    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector gradient, Slots<T> slots)
    {
        TVector momentum = slots.Load<TVector>(0);
        TVector direction = (0.9 * momentum) + (0.1 * gradient);
        slots.Store(0, (0.99 * momentum) + (0.01 * gradient));
        TVector zero = TVector.Constant(0), rate = TVector.Constant(_rate);
        return TVector.SelectGreater(direction, zero, -rate, TVector.SelectGreater(zero, direction, rate, zero));
    }
}
