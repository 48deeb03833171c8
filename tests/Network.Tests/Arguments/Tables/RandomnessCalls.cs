using SimdOptim.Randomness;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class RandomnessCalls
{
    private const string AnyLength = "as many numbers as there is room for";
    private const double Infinite = double.PositiveInfinity;

    public static IEnumerable<BadCalls> All() => [.. Draws(), .. Orders(), .. Counters()];

    /// <summary>A stream's state, which no refused draw may advance.</summary>
    public static object StateOf(NumPyRandom random) =>
        new object?[] { random.StateWords.ToArray(), random.StatePosition, random.CachedNormal };

    private static IEnumerable<BadCalls> Draws()
    {
        NumPyRandom random = new(1);
        _ = random.NextNormal();
        double[] numbers = [1, 2, 3];
        long[] longs = [1, 2, 3];
        int[] integers = [1, 2, 3];
        object Memory() => new object[] { StateOf(random), numbers.ToArray(), longs.ToArray(), integers.ToArray() };
        uint[] words = random.StateWords.ToArray();
        return
        [
            new BadCalls("NumPyRandom.RestoreState(ReadOnlySpan<uint>, int, double?)")
                .Keeps(Memory)
                .Refuses(
                    "words",
                    () => random.RestoreState(words.AsSpan(1), 0, null),
                    () => random.RestoreState(new uint[624], 0, null))
                .RefusesRange("position", () => random.RestoreState(words, -1, null), () => random.RestoreState(words, 625, null))
                .RefusesNumbers("cachedNormal", x => random.RestoreState(words, 0, x), Infinite),
            new BadCalls("NumPyRandom.Uniform<T>(Span<T>, double, double)")
                .Keeps(Memory)
                .RefusesElements("T", () => random.Uniform(new Half[3]))
                .Takes("destination", AnyLength)
                .RefusesNumbers("low", x => random.Uniform<double>(numbers, x, 1), Infinite)
                .RefusesNumbers("high", x => random.Uniform<double>(numbers, 0, x), Infinite)
                .RefusesRange("high", () => random.Uniform<double>(numbers, double.MinValue, double.MaxValue)),
            new BadCalls("NumPyRandom.Normal<T>(Span<T>, double, double)")
                .Keeps(Memory)
                .RefusesElements("T", () => random.Normal(new Half[3]))
                .Takes("destination", AnyLength)
                .RefusesNumbers("mean", x => random.Normal<double>(numbers, x, 1), Infinite)
                .RefusesNumbers("standardDeviation", x => random.Normal<double>(numbers, 0, x), Infinite, -1),
            new BadCalls("NumPyRandom.Integers(long, long)")
                .Keeps(Memory)
                .Takes("low", "the bound above it is held against it")
                .RefusesRange("highExclusive", () => random.Integers(3, 3), () => random.Integers(3, 2)),
            new BadCalls("NumPyRandom.Integers(Span<long>, long, long)")
                .Keeps(Memory)
                .Takes("destination", AnyLength)
                .Takes("low", "the bound above it is held against it")
                .RefusesRange("highExclusive", () => random.Integers(longs, 3, 3), () => random.Integers(longs, 3L, 2)),
            new BadCalls("NumPyRandom.Integers(Span<int>, int, int)")
                .Keeps(Memory)
                .Takes("destination", AnyLength)
                .Takes("low", "the bound above it is held against it")
                .RefusesRange("highExclusive", () => random.Integers(integers, 3, 3), () => random.Integers(integers, 3, 2)),
        ];
    }

    private static IEnumerable<BadCalls> Orders()
    {
        NumPyRandom random = new(1);
        int[] memory = [1, 2, 3];
        object Memory() => new object[] { StateOf(random), memory.ToArray() };
        return
        [
            new BadCalls("NumPyRandom.Permutation(Span<int>)").Keeps(Memory).Takes("destination", AnyLength),
            new BadCalls("NumPyRandom.Shuffle<TItem>(Span<TItem>)").Keeps(Memory).Takes("items", "things of any kind and count have orders"),
            new BadCalls("NumPyRandom.ShuffleRows<TItem>(Span<TItem>, int)")
                .Keeps(Memory)
                .Refuses("items", () => random.ShuffleRows<int>(memory, 2))
                .RefusesRange("columns", () => random.ShuffleRows<int>(memory, 0), () => random.ShuffleRows<int>([], -1)),
            new BadCalls("NumPyRandom.Choice(Span<int>, int, bool)")
                .Keeps(Memory)
                .Refuses("destination", () => random.Choice(memory, 2, replace: false))
                .RefusesRange("population", () => random.Choice(memory, 0), () => random.Choice(memory, -1, replace: false)),
            new BadCalls("NumPyRandom.Choice(Span<int>, ReadOnlySpan<double>, bool)")
                .Keeps(Memory)
                .Refuses("destination", () => random.Choice(memory, [0.5, 0.5, 0], replace: false))
                .Refuses("probabilities", () => random.Choice(memory, []), () => random.Choice(memory, [double.NaN, 1]))
                .Refuses(
                    "probabilities",
                    () => random.Choice(memory, [-0.5, 1.5]),
                    () => random.Choice(memory, [0.5, 0.4]),
                    () => random.Choice(memory, [Infinite])),
        ];
    }

    private static IEnumerable<BadCalls> Counters()
    {
        uint[] words = [1, 2, 3];
        float[] mask = [1, 2, 3];
        object Memory() => new object[] { words.ToArray(), mask.ToArray() };
        return
        [
            new BadCalls("Philox.Fill(Span<uint>, ulong, ulong, uint, long)")
                .Keeps(Memory)
                .Takes("destination", AnyLength)
                .RefusesRange(
                    "firstPosition",
                    () => Philox.Fill(words, 1, firstPosition: -1),
                    () => Philox.Fill(words, 1, firstPosition: Philox.StreamLength - 2)),
            new BadCalls("Philox.FillMask<T>(Span<T>, double, ulong, ulong, uint, long)")
                .Keeps(Memory)
                .RefusesElements("T", () => Philox.FillMask(new Half[3], 0.5, 1))
                .Takes("mask", AnyLength)
                .RefusesNumbers("keep", x => Philox.FillMask<float>(mask, x, 1), 0, -0.5, 1.5, 1e-300)
                .RefusesRange(
                    "firstPosition",
                    () => Philox.FillMask<float>(mask, 0.5, 1, firstPosition: -1),
                    () => Philox.FillMask<float>(mask, 0.5, 1, firstPosition: long.MaxValue)),
        ];
    }
}
