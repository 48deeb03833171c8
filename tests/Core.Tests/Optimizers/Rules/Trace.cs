using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>
/// A decaying sum of gradients or of updates: <c>b = μ·b + x</c>. Written as a user would, against the public API.
/// </summary>
public struct Trace(double momentum) : ITransform
{
    static int ILink.SlotCount => 1;

    public readonly Description Describe() => new("Trace") { { "momentum", momentum } };

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector buffer = (momentum * slots.Load<TVector>(0)) + input;
        slots.Store(0, buffer);
        return buffer;
    }
}
