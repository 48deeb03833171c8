using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>Keeps what reaches it, and passes it on unchanged; on its own it climbs.</summary>
public struct Probe<T> : IUpdateRule<T>, ITransform<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int SlotCount => 1;

    public readonly T GetInitialState(int slot) => T.Zero;

    public readonly void BeginStep(in StepContext<T> context)
    {
    }

    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
    {
        slots.Store(0, input);
        return input;
    }
}
