using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Kinds;

/// <summary>
/// Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019:
/// <c>v = β·v + (1-β)·g; p += -lr·((1-ν)·g + ν·v)</c>.
/// </summary>
public struct QuasiHyperbolicMomentum(double beta = 0.999, double nu = 0.7) : IUpdateRule
{
    private double _learningRate;

    public static int SlotCount => 1; // v

    public readonly Description Describe() => new("QuasiHyperbolicMomentum") { { "beta", beta }, { "nu", nu } };

    void ILink.BeginStep<T>(in StepContext<T> context) => _learningRate = context.LearningRate;

    readonly int ILink.BeginRun(int index) => int.MaxValue; // all parameters are treated alike

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector gradient, Slots<T> slots)
    {
        TVector velocity = (beta * slots.Load<TVector>(0)) + ((1 - beta) * gradient);
        slots.Store(0, velocity);
        return -_learningRate * (((1 - nu) * gradient) + (nu * velocity));
    }
}
