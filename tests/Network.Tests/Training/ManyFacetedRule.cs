using System.Numerics;
using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;
using SimdOptim.Simd;

namespace SimdOptim.Tests.Training;

/// <summary>
/// A rule that uses all that the contract offers: two phases (it steps by the gradient at <c>p + radius·g</c>), scalars, extra state,
/// the loss, and an average of the parameters to evaluate with.
/// </summary>
internal struct ManyFacetedRule(double radius) : IUpdateRule
{
    private int _phase;
    private double _learningRate;

    public static int SlotCount => 2;

    public static int ScalarCount => 1;

    public static bool HasExtraState => true;

    public static bool NeedsLoss => true;

    public static int PhaseCount => 2;

    public static bool HasEvaluationParameters => true;

    public readonly int ExtraStateCount => 3;

    public readonly double GetInitialState(int slot) => 0;

    public readonly double GetInitialScalar(int index) => 0.5;

    public readonly double GetInitialExtraState(int index) => index;

    public readonly Description Describe() => new("ManyFaceted") { { "radius", radius } };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStep<T>(in StepContext<T> context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _phase = context.Phase;
        _learningRate = context.LearningRate * (1 + (0.001 * context.Scalars[0]));
        context.Scalars[0] += context.Loss;
        context.ExtraState[2] += T.One;
    }

    public readonly int BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_phase == 0)
        {
            slots.Store(0, radius * input);
            return radius * input;
        }

        TVector update = TVector.Constant(0) - slots.Load<TVector>(0) - (_learningRate * input);
        slots.Store(1, (0.5 * slots.Load<TVector>(1)) + (0.5 * (parameter + update)));
        return update;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TVector GetEvaluationParameters<TVector, T>(TVector parameter, Slots<T> slots)
        where TVector : struct, ISimdVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => slots.Load<TVector>(1);
}
