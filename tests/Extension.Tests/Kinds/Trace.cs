using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Kinds;

/// <summary>A decaying sum of gradients or of updates: <c>b = μ·b + x</c>.</summary>
public readonly struct Trace(double momentum) : ITransform
{
    public static int SlotCount => 1; // b

    public Description Describe() => new("Trace") { { "momentum", momentum } };

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector sum = (momentum * slots.Load<TVector>(0)) + input;
        slots.Store(0, sum);
        return sum;
    }
}
