using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>Hands the gradient on as the update, rate or no rate, so that update transforms can be seen on their own.</summary>
public struct Pass : IUpdateRule
{
    public readonly Description Describe() => new("Pass");

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => input;
}
