using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Layers;

namespace SimdOptim.Testing;

/// <summary>The laws of what draws the masks of dropout: 1/keep with the probability keep, else 0.</summary>
/// <example>
/// <code>
/// new DropoutMaskLaws(seed =&gt; new PhiloxMask&lt;float&gt;(seed), seed =&gt; new PhiloxMask&lt;double&gt;(seed))
/// {
///     DependsOnPositionAlone = true,
/// }
/// </code>
/// </example>
/// <param name="createSingle">Creates the mask of a seed in float.</param>
/// <param name="createDouble">Creates the mask of the same seed in double.</param>
public sealed class DropoutMaskLaws(Func<uint, IDropoutMask<float>> createSingle, Func<uint, IDropoutMask<double>> createDouble)
    : LawSet(createSingle(0).GetType().Name.Split('`')[0])
{
    private static readonly Arbitrary<Case> _cases = Arb.From(
        from samples in Gen.Choose(1, 20)
        from features in Gen.Choose(1, 40)
        from cut in Gen.Choose(0, samples)
        from keep in Gen.Choose(1, 1000)
        from seed in Gen.Choose(0, int.MaxValue)
        from step in Gen.Choose(0, int.MaxValue)
        from layer in Gen.Choose(0, 3)
        from first in Gen.Choose(0, 100_000_000)
        select new Case(samples, features, cut, keep / 1000.0, (uint)seed, new MaskPosition(step, (uint)layer, first, features)),
        Case.Shrink);

    /// <summary>
    /// Gets whether a mask is a pure function of seed and position. Then batches can be split over threads, and a step repeated.
    /// </summary>
    public bool DependsOnPositionAlone { get; init; }

    private protected override IEnumerable<Law> CreateLaws()
    {
        yield return ForAll("an element is 0 or 1/keep, in both precisions the same", _cases, value =>
        {
            (float[] single, double[] twice) = (Fill(createSingle, value), Fill(createDouble, value));
            double scale = 1 / value.Keep;
            return Fault.Unless(single.All(element => element == 0 || element == (float)scale), "an element is neither in float")
                ?? Fault.Unless(twice.All(element => element == 0 || element == scale), "an element is neither in double")
                ?? Fault.Unless(
                    single.Zip(twice).All(pair => pair.First == 0 == (pair.Second == 0)), "double keeps another element");
        });
        yield return ForAll("a seed decides everything", _cases, value =>
            Fault.IfBitsDiffer<float>(Fill(createSingle, value), Fill(createSingle, value), "mask"));
        yield return ForAll("keep = 1 gives ones", _cases, value =>
            Fault.Unless(Fill(createSingle, value with { Keep = 1 }).All(element => element == 1), "an element is not 1"));
        yield return ForAll("nothing beside the mask is written", _cases, value =>
        {
            float[] room = [.. Enumerable.Repeat(77f, (value.Samples * value.Features) + 2)];
            createSingle(value.Seed).Fill(room.AsSpan(1..^1), value.Keep, value.Position);
            return Fault.Unless(room[0] == 77 && room[^1] == 77, "a neighbour has changed");
        });
        yield return That("the probability to keep an element is keep", () => new[] { 0.1, 0.5, 0.8 }.Select(keep =>
        {
            const int count = 100_000;
            double kept = Fill(createSingle, new(count / 100, 100, 0, keep, 3, new(1, 0, 0, 100))).Count(element => element != 0);
            return Fault.IfFar(count * keep, kept, "the number of kept elements", 6 * Math.Sqrt(count * keep * (1 - keep)));
        }).FirstOrDefault(fault => fault is not null));
        yield return That("allocates nothing", () =>
        {
            (IDropoutMask<float> single, IDropoutMask<double> twice) = (createSingle(1), createDouble(1));
            (float[] mask, double[] doubleMask) = (new float[200], new double[200]);
            return Fault.IfAllocates(() =>
            {
                single.Fill(mask, 0.5, new(3, 1, 0, 20));
                twice.Fill(doubleMask, 0.5, new(3, 1, 0, 20));
            });
        });
        yield return Describes(
            draw => createSingle((uint)(1000 * draw.A)).Describe(), draw => createDouble((uint)(1000 * draw.A)).Describe());
        if (!DependsOnPositionAlone) yield break;
        yield return ForAll("a batch in pieces has the mask of the whole, drawn in any order", _cases, value =>
        {
            IDropoutMask<float> mask = createSingle(value.Seed);
            float[] pieces = new float[value.Samples * value.Features];
            int cut = value.Cut * value.Features;
            MaskPosition behind = value.Position with { FirstSample = value.Position.FirstSample + value.Cut };
            mask.Fill(pieces.AsSpan(cut), value.Keep, behind);
            mask.Fill(pieces.AsSpan(0, cut), value.Keep, value.Position);
            return Fault.IfBitsDiffer<float>(Fill(createSingle, value), pieces, "mask");
        });
        yield return That("steps, layers, samples and seeds have masks of their own", () =>
        {
            Case first = new(10, 10, 0, 0.5, 1, new(1, 1, 1, 10));
            Case[] cases =
            [
                first,
                first with { Seed = 2 },
                first with { Position = first.Position with { Step = 2 } },
                first with { Position = first.Position with { Layer = 2 } },
                first with { Position = first.Position with { FirstSample = 50 } },
            ];
            string[] masks = [.. cases.Select(value => string.Join(' ', Fill(createSingle, value)))];
            return Fault.Unless(masks.Distinct().Count() == masks.Length, "two masks are equal");
        });
    }

    private static T[] Fill<T>(Func<uint, IDropoutMask<T>> create, Case value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] mask = [.. Enumerable.Repeat(T.NaN, value.Samples * value.Features)];
        create(value.Seed).Fill(mask, value.Keep, value.Position);
        return mask;
    }

    private sealed record Case(int Samples, int Features, int Cut, double Keep, uint Seed, MaskPosition Position)
    {
        public static IEnumerable<Case> Shrink(Case value)
        {
            foreach (int samples in Draw.Shrink(value.Samples, 1))
                yield return value with { Samples = samples, Cut = Math.Min(value.Cut, samples) };
            foreach (int features in Draw.Shrink(value.Features, 1))
                yield return value with { Features = features, Position = value.Position with { FeatureCount = features } };
            foreach (int cut in Draw.Shrink(value.Cut)) yield return value with { Cut = cut };
            foreach (int step in Draw.Shrink((int)value.Position.Step))
                yield return value with { Position = value.Position with { Step = step } };
            foreach (int first in Draw.Shrink((int)value.Position.FirstSample))
                yield return value with { Position = value.Position with { FirstSample = first } };
        }
    }
}
