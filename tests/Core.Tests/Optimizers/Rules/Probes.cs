using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>Keeps the gradient that reaches it, and passes it on unchanged; on its own it climbs.</summary>
public struct GradientProbe : IUpdateRule
{
    static int ILink.SlotCount => 1;

    public readonly Description Describe() => new("GradientProbe");

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        slots.Store(0, input);
        return input;
    }
}

/// <summary>Keeps the update that reaches it, and passes it on unchanged.</summary>
public struct UpdateProbe : IUpdateTransform
{
    static int ILink.SlotCount => 1;

    public readonly Description Describe() => new("UpdateProbe");

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        slots.Store(0, input);
        return input;
    }
}
