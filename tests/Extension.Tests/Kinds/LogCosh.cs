using System.Numerics;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Kinds;

/// <summary>
/// The mean of <c>ln cosh r</c> over the residuals <c>r = output - target</c> of all outputs, with derivative <c>tanh r/n</c>: a
/// smooth relative of the absolute error.
/// </summary>
public sealed class LogCosh<T> : Loss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override Description Describe() => new("LogCosh");

    protected override int CountTargets(int outputCount) => outputCount;

    public override double Evaluate(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount, Span<T> gradients)
    {
        T count = T.CreateChecked(outputs.Length), sum = T.Zero, two = T.CreateChecked(2);
        for (int i = 0; i < outputs.Length; i++)
        {
            T residual = outputs[i] - targets[i], size = T.Abs(residual);
            sum += size + T.LogP1(T.Exp(-two * size)) - T.Log(two); // cosh would overflow
            gradients[i] = T.Tanh(residual) / count;
        }

        return double.CreateChecked(sum / count);
    }

    public override int CountCorrect(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int outputCount) => 0; // no classes

    public override void Validate(int outputCount, int classCount, int targetCount)
    {
        if (classCount != 0) throw new ArgumentException("LogCosh needs the targets of a regression; these are classes.");
    }

    public override void Validate(int outputCount, ReadOnlySpan<T> targets)
    {
        foreach (T target in targets)
            if (!T.IsFinite(target)) throw new ArgumentException($"targets must be finite; one is {target}.", nameof(targets));
    }
}
