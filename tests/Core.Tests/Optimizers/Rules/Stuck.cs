using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers.Rules;

/// <summary>A faulty rule, whose runs do not advance.</summary>
public struct Stuck : IUpdateRule
{
    public readonly Description Describe() => new("Stuck");

    readonly void ILink.BeginStep<T>(in StepContext<T> context)
    {
    }

    readonly int ILink.BeginRun(int index) => index;

    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => input;
}
