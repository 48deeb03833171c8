using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Readme;

public struct Lion<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private double _rate;

    public static int SlotCount => 1;
    public readonly T GetInitialState(int slot) => T.Zero;
    public void BeginStep(in StepContext<T> context) => _rate = context.LearningRate;
    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector gradient, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector momentum = slots.Load<TVector>(0);
        TVector direction = (0.9 * momentum) + (0.1 * gradient);
        slots.Store(0, (0.99 * momentum) + (0.01 * gradient));
        TVector zero = TVector.Constant(0), rate = TVector.Constant(_rate);
        return TVector.SelectGreater(direction, zero, -rate, TVector.SelectGreater(zero, direction, rate, zero));
    }
}
