using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// Lion: <c>p += -lr·sign(β₁·m + (1-β₁)·g); m = β₂·m + (1-β₂)·g</c>. Written as a user would, against the public API.
/// </summary>
public struct Lion<T>(double beta1, double beta2) : IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private SignSgd<T> _sign;

    public static int SlotCount => 1;

    public readonly T GetInitialState(int slot) => T.Zero;

    public void BeginStep(in StepContext<T> context) => _sign.BeginStep(in context);

    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
    {
        TVector average = slots.Load<TVector>(0);
        TVector direction = (TVector.Constant(beta1) * average) + (TVector.Constant(1 - beta1) * input);
        slots.Store(0, (TVector.Constant(beta2) * average) + (TVector.Constant(1 - beta2) * input));
        return _sign.Apply(parameter, direction, slots);
    }
}
