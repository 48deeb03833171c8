using System.Numerics;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>A faulty rule, whose runs do not advance.</summary>
public struct Stuck<T> : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int SlotCount => 0;

    public readonly T GetInitialState(int slot) => T.Zero;

    public readonly void BeginStep(in StepContext<T> context)
    {
    }

    public readonly int BeginRun(int index) => index;

    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T> => input;
}
