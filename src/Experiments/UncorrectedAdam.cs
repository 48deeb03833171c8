using System.Runtime.CompilerServices;

namespace SimdOptim.Experiments;

/// <summary>
/// A published, wrong Adam: it divides by the root of the second moment without bias correction, ε inside,
/// <c>p += -lr·m̂/√(s + ε)</c>. It shows the origin of the published figures.
/// </summary>
internal struct UncorrectedAdam : IUpdateRule
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private double _negativeStepSize;
    private double _beta1Power; // β₁ᵗ

    static int ILink.SlotCount => 2;

    public readonly Description Describe() => new("UncorrectedAdam");

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _beta1Power = Beta1 * (context.Step == 1 ? 1 : _beta1Power);
        _negativeStepSize = -context.LearningRate / (1 - _beta1Power);
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector gradient, Slots<T> slots)
    {
        TVector first = (Beta1 * slots.Load<TVector>(0)) + ((1 - Beta1) * gradient);
        TVector second = (Beta2 * slots.Load<TVector>(1)) + ((1 - Beta2) * gradient * gradient);
        slots.Store(0, first);
        slots.Store(1, second);
        return _negativeStepSize * first / TVector.Sqrt(second + TVector.Constant(Epsilon));
    }
}
