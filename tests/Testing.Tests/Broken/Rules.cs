using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Broken;

/// <summary>The faults that <see cref="FaultyRule"/> can have.</summary>
public enum RuleFault
{
    None, ReturnsNaN, IsTooFast, Climbs, DropsTail, ReadsOthers, KnowsLength, CountsInField, WritesBeside, Allocates,
    DescribesSteps, IsStuck,
}

/// <summary>Averaged momentum with one fault.</summary>
internal struct FaultyRule(RuleFault fault) : IUpdateRule
{
    private double _rate;
    private double _count;

    public static int SlotCount => 1;

    public readonly Description Describe() => new("Faulty") { { "steps", fault == RuleFault.DescribesSteps ? _count : 0 } };

    void ILink.BeginStep<T>(in StepContext<T> context)
    {
        _count++;
        _rate = context.LearningRate;
        if (fault == RuleFault.Allocates) Garbage.Last = new object();
        if (fault == RuleFault.CountsInField) _rate /= _count;
        if (fault == RuleFault.KnowsLength) _rate /= 1 + context.Parameters.Length;
        if (fault == RuleFault.ReadsOthers) _rate /= 1 + context.GradientNorm;
        if (fault == RuleFault.IsTooFast) _rate *= 1.001;
        if (fault == RuleFault.Climbs) _rate = -_rate;
    }

    readonly int ILink.BeginRun(int index) => fault == RuleFault.IsStuck ? index : int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = (0.5 * slots.Load<TVector>(0)) + (0.5 * input);
        slots.Store(fault == RuleFault.WritesBeside ? 1 : 0, velocity);
        if (fault == RuleFault.ReturnsNaN) return TVector.Constant(double.NaN);
        return fault == RuleFault.DropsTail && TVector.Count == 1 ? TVector.Constant(0) : -_rate * velocity;
    }
}

/// <summary>Keeps an allocation, so that the compiler cannot leave it out.</summary>
internal static class Garbage
{
    public static object? Last { get; set; }
}
