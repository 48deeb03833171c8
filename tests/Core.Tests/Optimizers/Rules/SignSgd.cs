using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// Descent by the sign of the gradient: <c>p += -lr·sign(g)</c>. Written as a user would, against the public API.
/// </summary>
public struct SignSgd : IUpdateRule
{
    private double _learningRate;

    public readonly Description Describe() => new("SignSgd");

    public void BeginStep<T>(in StepContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => _learningRate = context.LearningRate;

    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector zero = TVector.Constant(0);
        TVector negative = TVector.SelectGreater(zero, input, TVector.Constant(_learningRate), zero);
        return TVector.SelectGreater(input, zero, TVector.Constant(-_learningRate), negative);
    }
}
