using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace SimdOptim.Tests.Optimizers;

/// <summary>
/// One random run of an optimizer. All its numbers follow from these few by hashing, so that a run that is shorter or has
/// fewer parameters keeps the numbers of the ones that are left.
/// </summary>
/// <param name="Length">The number of parameters.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Cut">A step to stop at, 0 … Steps.</param>
/// <param name="Place">A parameter, 0 … Length - 1, or 0 if there is none.</param>
/// <param name="Exponent">The first gradients are below 2 to this power.</param>
/// <param name="Fall">By so much the power falls from step to step: where it does, state decays to nothing.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Hyper">The hyperparameters.</param>
/// <param name="Other">Other hyperparameters.</param>
/// <param name="Seed">The seed of parameters and gradients.</param>
public sealed record Run(
    int Length, int Steps, int Cut, int Place, int Exponent, int Fall, double LearningRate, Hyper Hyper, Hyper Other, int Seed)
{
    private const int LongestLength = 130;

    private const int MostSteps = 50;

    /// <summary>Runs whose gradients are of any size that does not overflow when squared, and stay so large or vanish.</summary>
    public static Arbitrary<Run> OfAnyMagnitude { get; } = Arbitrary(-50, 50, 0, 0, 8, 40);

    /// <summary>Runs whose gradients are of the order of the parameters.</summary>
    public static Arbitrary<Run> OfUsualMagnitude { get; } = Arbitrary(0, 0, 0);

    /// <summary>Parameters of either sign, below 4.</summary>
    public T[] Parameters<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Numbers<T>(-1, 2, zeros: false);

    /// <summary>The gradients of a step; one in eight is zero.</summary>
    public T[] Gradients<T>(long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Numbers<T>(step, Exponent - (Fall * (int)step), zeros: true);

    private T[] Numbers<T>(long step, int exponent, bool zeros)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] result = new T[Length];
        for (int i = 0; i < Length; i++)
        {
            ulong bits = Hash(Hash((ulong)Seed ^ (ulong)step << 32) + (ulong)i);
            double magnitude = ((bits >> 11) + 1) * Math.ScaleB(1, exponent - 53 - (int)(bits & 3));
            result[i] = T.CreateChecked(zeros && (bits >> 2 & 7) == 0 ? 0 : (bits >> 5 & 1) == 0 ? magnitude : -magnitude);
        }

        return result;
    }

    // The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
    private static ulong Hash(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
        value = (value ^ value >> 27) * 0x94D049BB133111EB;
        return value ^ value >> 31;
    }

    private static Arbitrary<Run> Arbitrary(int lowExponent, int highExponent, params int[] falls)
    {
        Gen<double> share = Gen.Choose(0, 999).Select(n => n / 1000.0);
        Gen<Hyper> hyper = from a in share from b in share from c in share select new Hyper(a, b, c);
        Gen<Run> run =
            from length in Gen.Choose(0, LongestLength)
            from steps in Gen.Choose(0, MostSteps)
            from cut in Gen.Choose(0, steps)
            from place in Gen.Choose(0, Math.Max(length - 1, 0))
            from exponent in Gen.Choose(lowExponent, highExponent)
            from fall in Gen.Elements(falls)
            from rate in Gen.Choose(1, 1000)
            from first in hyper
            from other in hyper
            from seed in Gen.Choose(0, int.MaxValue)
            select new Run(length, steps, cut, place, exponent, fall, rate / 1000.0, first, other, seed);
        return Arb.From(run, Shrink);
    }

    private static IEnumerable<Run> Shrink(Run run)
    {
        foreach (int length in Smaller(run.Length))
            yield return run with { Length = length, Place = Math.Clamp(run.Place, 0, Math.Max(length - 1, 0)) };
        foreach (int steps in Smaller(run.Steps)) yield return run with { Steps = steps, Cut = Math.Min(run.Cut, steps) };
        foreach (int cut in Smaller(run.Cut)) yield return run with { Cut = cut };
        foreach (int place in Smaller(run.Place)) yield return run with { Place = place };
        if (run.Exponent != 0) yield return run with { Exponent = run.Exponent / 2 };
        if (run.Fall != 0) yield return run with { Fall = 0 };
        if (run.Other != run.Hyper) yield return run with { Other = run.Hyper };
    }

    private static IEnumerable<int> Smaller(int value) =>
        new[] { 0, value / 2, value - 1 }.Where(n => n >= 0 && n < value).Distinct();
}
