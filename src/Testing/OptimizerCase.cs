using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Optimizers;

namespace SimdOptim.Testing;

/// <summary>
/// A random run of an optimizer. All its numbers follow from these few by hashing, so that a shorter run, or one with fewer
/// parameters, keeps the numbers that are left.
/// </summary>
/// <param name="Length">The number of parameters.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="Cut">The step to stop at, 0 … Steps.</param>
/// <param name="Place">A parameter, 0 … Length - 1, or 0 if there is none.</param>
/// <param name="Exponent">The gradients of the first step are below 2 to this power.</param>
/// <param name="Fall">The power falls by this much from step to step; above 0, gradients and state decay to nothing.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Draw">The numbers that the hyperparameters are made of.</param>
/// <param name="Other">The numbers of other hyperparameters.</param>
/// <param name="Seed">The seed of parameters and gradients.</param>
internal sealed record OptimizerCase(
    int Length, int Steps, int Cut, int Place, int Exponent, int Fall, double LearningRate, Draw Draw, Draw Other, int Seed)
{
    // Around the widths of vectors, and between them.
    private static readonly Gen<int> _lengths =
        Gen.OneOf(Gen.Choose(0, 130), Gen.Elements(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129));

    /// <summary>Gets runs with gradients of any magnitude whose square is finite, which keep it or decay.</summary>
    public static Arbitrary<OptimizerCase> OfAnyMagnitude { get; } = Create(-50, 50, 0, 0, 8, 40);

    /// <summary>Gets runs with gradients of the parameters' magnitude.</summary>
    public static Arbitrary<OptimizerCase> OfUsualMagnitude { get; } = Create(0, 0, 0);

    /// <summary>Returns a run for laws of one case.</summary>
    public static OptimizerCase One(int length) => new(length, 1, 0, 0, 0, 0, 0.001, Draw.Middle, Draw.Middle, 5);

    /// <summary>Returns parameters of either sign, below 4.</summary>
    public T[] Parameters<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Numbers<T>(-1, 2, zeros: false);

    /// <summary>Returns the gradients of a step; one in eight is zero.</summary>
    public T[] Gradients<T>(long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Numbers<T>(step, Exponent - (Fall * (int)step), zeros: true);

    /// <summary>Takes the steps of the run, all of them or those from one to another.</summary>
    public void Train<T>(Optimizer<T> optimizer, T[] parameters, int? from = null, int? to = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int step = (from ?? 0) + 1; step <= (to ?? Steps); step++)
            optimizer.Step(parameters, Gradients<T>(step), Loss(step));
    }

    /// <summary>Returns the loss of a step, for rules that read it.</summary>
    public static double Loss(int step) => 1.0 / step;

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

    private static Arbitrary<OptimizerCase> Create(int lowExponent, int highExponent, params int[] falls) => Arb.From(
        from length in _lengths
        from steps in Gen.Choose(0, 50)
        from cut in Gen.Choose(0, steps)
        from place in Gen.Choose(0, Math.Max(length - 1, 0))
        from exponent in Gen.Choose(lowExponent, highExponent)
        from fall in Gen.Elements(falls)
        from rate in Gen.Choose(1, 1000)
        from draw in Draw.Any.Generator
        from other in Draw.Any.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select new OptimizerCase(length, steps, cut, place, exponent, fall, rate / 1000.0, draw, other, seed),
        Shrink);

    private static IEnumerable<OptimizerCase> Shrink(OptimizerCase value)
    {
        foreach (int length in Draw.Shrink(value.Length))
            yield return value with { Length = length, Place = Math.Clamp(value.Place, 0, Math.Max(length - 1, 0)) };
        foreach (int steps in Draw.Shrink(value.Steps))
            yield return value with { Steps = steps, Cut = Math.Min(value.Cut, steps) };
        foreach (int cut in Draw.Shrink(value.Cut)) yield return value with { Cut = cut };
        foreach (int place in Draw.Shrink(value.Place)) yield return value with { Place = place };
        if (value.Exponent != 0) yield return value with { Exponent = value.Exponent / 2 };
        if (value.Fall != 0) yield return value with { Fall = 0 };
        if (value.LearningRate != 0.5) yield return value with { LearningRate = 0.5 };
        foreach (Draw draw in Draw.Any.Shrinker(value.Draw)) yield return value with { Draw = draw };
        if (value.Other != value.Draw) yield return value with { Other = value.Draw };
    }
}
