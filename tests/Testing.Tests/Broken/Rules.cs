using System.Runtime.CompilerServices;
using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Broken;

/// <summary>The faults that <see cref="FaultyRule"/> can have.</summary>
public enum RuleFault
{
    None, ReturnsNaN, IsTooFast, Climbs, DropsTail, ReadsOthers, KnowsLength, CountsInField, WritesBeside, Allocates,
    DescribesSteps, IsStuck, Overflows, DividesByState,
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
        if (fault != RuleFault.Overflows) return;
        for (int i = 0; i < context.Gradients.Length; i++) context.GetSlot(0)[i] = context.Gradients[i] * context.Gradients[i];
    }

    readonly int ILink.BeginRun(int index) => fault == RuleFault.IsStuck ? index : int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots)
    {
        TVector velocity = (0.5 * slots.Load<TVector>(0)) + (0.5 * input);
        if (fault != RuleFault.Overflows) slots.Store(fault == RuleFault.WritesBeside ? 1 : 0, velocity);
        if (fault == RuleFault.DividesByState) return -_rate * velocity / TVector.Abs(velocity);
        if (fault == RuleFault.ReturnsNaN) return TVector.Constant(double.NaN);
        return fault == RuleFault.DropsTail && TVector.Count == 1 ? TVector.Constant(0) : -_rate * velocity;
    }
}

/// <summary>Descent by the gradient over a scale, which it does not describe and which its default value does not have.</summary>
internal struct UnsetRule(double scale) : IUpdateRule
{
    private double _negativeRate;

    public UnsetRule() : this(1) { }

    public readonly Description Describe() => new("Unset");

    void ILink.BeginStep<T>(in StepContext<T> context) => _negativeRate = -context.LearningRate / scale;

    readonly int ILink.BeginRun(int index) => int.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly TVector ILink.Apply<TVector, T>(TVector parameter, TVector input, Slots<T> slots) => _negativeRate * input;
}

/// <summary>Keeps an allocation, so that the compiler cannot leave it out.</summary>
internal static class Garbage
{
    public static object? Last { get; set; }
}
