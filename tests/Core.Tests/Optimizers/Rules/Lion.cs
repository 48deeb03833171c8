using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// Lion: <c>p += -lr·sign(β₁·m + (1-β₁)·g); m = β₂·m + (1-β₂)·g</c>. Written as a user would, against the public API.
/// </summary>
public struct Lion(double beta1, double beta2) : IUpdateRule
{
    private SignSgd _sign;

    public static int SlotCount => 1;

    public readonly Description Describe() => new("Lion") { { "beta1", beta1 }, { "beta2", beta2 } };

    public void BeginStep<T>(in StepContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => _sign.BeginStep(in context);

    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector average = slots.Load<TVector>(0);
        TVector direction = (TVector.Constant(beta1) * average) + (TVector.Constant(1 - beta1) * input);
        slots.Store(0, (TVector.Constant(beta2) * average) + (TVector.Constant(1 - beta2) * input));
        return _sign.Apply(parameter, direction, slots);
    }
}
