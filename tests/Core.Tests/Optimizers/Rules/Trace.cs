using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// A decaying sum of gradients or of updates: <c>b = μ·b + x</c>. Written as a user would, against the public API.
/// </summary>
public struct Trace<T>(double momentum) : ITransform<T>
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
        TVector buffer = (TVector.Constant(momentum) * slots.Load<TVector>(0)) + input;
        slots.Store(0, buffer);
        return buffer;
    }
}
