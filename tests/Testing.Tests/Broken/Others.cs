using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SimdOptim.Initializers;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Randomness;
using SimdOptim.Schedules;

namespace SimdOptim.Tests.Broken;

/// <summary>The faults that the other kinds can have.</summary>
public enum OtherFault
{
    None, HasWrongGradient, IsSum, HidesNaN, WritesOutputs, TakesAnyTarget, IsCoarseInFloat, Allocates, CountsCalls,
    TakesNegativeIndex, Rises, IsNegative, ReturnsNaN, LeavesHoles, IgnoresSeed, IsTooWide, IgnoresPlace, IgnoresLayer,
    IgnoresKeep, IsScaledWrongly, WritesBeside,
}

/// <summary>The mean squared error with one fault.</summary>
internal sealed class FaultyLoss<T>(OtherFault fault) : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override Description Describe() => new("Faulty");

    protected override int CountTargets(int outputCount) => outputCount;

    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        if (fault == OtherFault.Allocates) Garbage.Last = new object();
        double count = fault == OtherFault.IsSum ? outputCount : outputs.Length, sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double residual = double.CreateChecked(outputs[i] - targets[i]);
            if (fault == OtherFault.HidesNaN && double.IsNaN(residual)) residual = 0;
            sum += residual * residual;
            gradients[i] = T.CreateChecked((fault == OtherFault.HasWrongGradient ? 1 : 2) * residual / count);
        }

        if (fault == OtherFault.WritesOutputs)
            MemoryMarshal.GetReference(outputs) = T.Zero;
        if (fault == OtherFault.ReturnsNaN) return double.NaN;
        return sum / count * (fault == OtherFault.IsCoarseInFloat && typeof(T) == typeof(float) ? 1.001 : 1);
    }

    public override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount) => 0;

    public override void Validate(int outputCount, int classCount, int targetCount)
    {
    }

    public override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        if (fault == OtherFault.TakesAnyTarget) return;
        foreach (T target in targets)
            if (!T.IsFinite(target)) throw new ArgumentException($"targets must be finite; one is {target}.", nameof(targets));
    }
}

/// <summary>A rate that falls with one fault.</summary>
internal sealed class FaultySchedule(OtherFault fault) : ILearningRateSchedule
{
    private int _calls;

    public Description Describe() => new("Faulty");

    public double GetLearningRate(long index)
    {
        if (fault != OtherFault.TakesNegativeIndex) ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (fault == OtherFault.Allocates) Garbage.Last = new object();
        return fault switch
        {
            OtherFault.CountsCalls => 1.0 / ++_calls,
            OtherFault.Rises => index / (1.0 + index),
            OtherFault.IsNegative => -1,
            OtherFault.ReturnsNaN => double.NaN,
            _ => 1 / (1.0 + Math.Abs((double)index)),
        };
    }
}

/// <summary>Uniform numbers with one fault.</summary>
internal sealed class FaultyInitializer(OtherFault fault) : IInitializer
{
    private readonly NumPyRandom _own = new(1);

    public Description Describe() => new("Faulty");

    public void Fill(Span<double> weights, int fanIn, int fanOut, DrawOrder order, NumPyRandom random)
    {
        foreach (ref double weight in weights)
        {
            double number = (fault is OtherFault.CountsCalls or OtherFault.IgnoresSeed ? _own : random).NextDouble();
            weight = fault == OtherFault.ReturnsNaN ? double.NaN : (fault == OtherFault.IsTooWide ? 2.1 : 2) * (number - 0.5);
        }

        if (fault == OtherFault.IgnoresSeed) _own.Seed(1);
        if (fault == OtherFault.LeavesHoles) weights[^1] = double.NaN;
    }
}

/// <summary>Masks with one fault.</summary>
internal sealed class FaultyMask<T>(uint seed, OtherFault fault) : IDropoutMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PhiloxMask<T> _masks = new(fault == OtherFault.IgnoresSeed ? 1 : seed);
    private long _calls;

    public Description Describe() => new("Faulty");

    public void Fill(Span<T> mask, double keep, MaskPosition position)
    {
        if (fault == OtherFault.Allocates) Garbage.Last = new object();
        if (fault == OtherFault.CountsCalls) position = position with { Step = ++_calls };
        if (fault == OtherFault.IgnoresPlace) position = position with { FirstSample = 0 };
        if (fault == OtherFault.IgnoresLayer) position = position with { Layer = 0 };
        _masks.Fill(mask, fault == OtherFault.IgnoresKeep ? 0.75 : keep, position);
        if (fault == OtherFault.IsScaledWrongly) foreach (ref T element in mask) element = element == T.Zero ? element : T.One;
        if (fault == OtherFault.ReturnsNaN) mask[0] = T.NaN;
        if (fault == OtherFault.WritesBeside)
            Unsafe.Add(ref mask[^1], 1) = T.Zero;
    }
}
