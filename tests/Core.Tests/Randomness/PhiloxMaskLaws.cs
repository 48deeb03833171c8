using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

/// <summary>Properties of every mask, wherever it is split.</summary>
public abstract class PhiloxMaskLaws<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Fact]
    public void Pieces_give_the_whole() => Laws.Check(Cases, mask =>
    {
        T[] whole = new T[mask.Length], pieces = new T[mask.Length];
        uint[] wholeWords = new uint[mask.Length], wordPieces = new uint[mask.Length];
        Philox.FillMask<T>(whole, mask.Keep, mask.Seed, mask.Step, mask.Stream, mask.First);
        Philox.Fill(wholeWords, mask.Seed, mask.Step, mask.Stream, mask.First);
        foreach (Range piece in new[] { ..mask.Cut, mask.Cut..mask.Length })
        {
            long first = mask.First + piece.Start.Value;
            Philox.FillMask(pieces.AsSpan(piece), mask.Keep, mask.Seed, mask.Step, mask.Stream, first);
            Philox.Fill(wordPieces.AsSpan(piece), mask.Seed, mask.Step, mask.Stream, first);
        }

        return Fault.Unless(whole.AsSpan().SequenceEqual(pieces), "the masks differ")
            ?? Fault.Unless(wholeWords.AsSpan().SequenceEqual(wordPieces), "the words differ");
    });

    [Fact]
    public void An_element_is_kept_if_its_word_is_below_keep() => Laws.Check(Cases, mask =>
    {
        T[] values = new T[mask.Length];
        uint[] words = new uint[mask.Length];
        Philox.FillMask<T>(values, mask.Keep, mask.Seed, mask.Step, mask.Stream, mask.First);
        Philox.Fill(words, mask.Seed, mask.Step, mask.Stream, mask.First);
        for (int i = 0; i < values.Length; i++)
        {
            T expected = words[i] / 4294967296.0 < mask.Keep ? T.CreateChecked(1 / mask.Keep) : T.Zero;
            if (values[i] != expected) return $"element {i} must be {expected:R}; it is {values[i]:R}";
        }

        return null;
    });

    [Fact]
    public void Nothing_beside_the_mask_is_written()
    {
        for (int length = 0; length <= 130; length++)
        {
            T[] values = [.. Enumerable.Repeat(T.CreateChecked(7), length + 2)];
            Philox.FillMask(values.AsSpan(1, length), 0.5, 1);
            Assert.Equal(T.CreateChecked(7), values[0]);
            Assert.Equal(T.CreateChecked(7), values[^1]);
            Assert.All(values[1..^1], value => Assert.NotEqual(T.CreateChecked(7), value));
        }
    }

    // The words next to a probability, where a comparison of rounded numbers would be wrong.
    [Fact]
    public void The_comparison_with_keep_is_exact()
    {
        uint[] words = new uint[50];
        Philox.Fill(words, 9);
        for (int i = 0; i < words.Length; i++)
        {
            Assert.Equal(T.Zero, Element(words[i] / 4294967296.0, i));
            Assert.NotEqual(T.Zero, Element(Math.BitIncrement(words[i] / 4294967296.0), i));
        }

        static T Element(double keep, int position)
        {
            T[] values = new T[1];
            Philox.FillMask<T>(values, keep, 9, firstPosition: position);
            return values[0];
        }
    }

    [Fact]
    public void Keeping_everything_gives_ones()
    {
        T[] values = new T[5000];
        Philox.FillMask<T>(values, 1, 4);
        Assert.All(values, value => Assert.Equal(T.One, value));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_named_and_change_nothing()
    {
        T[] values = [T.One, T.One];
        foreach (double keep in new[] { 0, -0.5, double.NaN, double.PositiveInfinity, Math.BitIncrement(1.0), double.Epsilon })
        {
            ArgumentOutOfRangeException fault =
                Assert.Throws<ArgumentOutOfRangeException>("keep", () => Philox.FillMask<T>(values, keep, 1));
            Assert.Equal(keep, fault.ActualValue);
        }

        foreach (long first in new[] { -1, Philox.StreamLength - 1, long.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                "firstPosition", () => Philox.FillMask<T>(values, 0.5, 1, firstPosition: first));
            Assert.Throws<ArgumentOutOfRangeException>("firstPosition", () => Philox.Fill(new uint[2], 1, firstPosition: first));
        }

        Assert.Throws<NotSupportedException>(() => Philox.FillMask<Half>(new Half[1], 0.5, 1));
        Assert.Equal([T.One, T.One], values);
        Philox.FillMask<T>(values, 0.5, 1, firstPosition: Philox.StreamLength - 2);
    }

    private static Arbitrary<Mask> Cases { get; } = (
        from length in Gen.Choose(0, 300)
        from cut in Gen.Choose(0, length)
        from keep in Gen.Choose(1, 1000)
        from seed in ArbMap.Default.GeneratorFor<DoNotSize<ulong>>()
        from step in ArbMap.Default.GeneratorFor<DoNotSize<ulong>>()
        from stream in ArbMap.Default.GeneratorFor<DoNotSize<uint>>()
        from first in Gen.Choose(0, int.MaxValue)
        from scale in Gen.Choose(1, 7)
        select new Mask(length, cut, keep / 1000.0, seed.Item, step.Item, stream.Item, (long)first * scale)).ToArbitrary();

    private sealed record Mask(int Length, int Cut, double Keep, ulong Seed, ulong Step, uint Stream, long First);
}

public sealed class SinglePhiloxMaskTests : PhiloxMaskLaws<float>;

public sealed class DoublePhiloxMaskTests : PhiloxMaskLaws<double>;
