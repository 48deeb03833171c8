using System.Text.Json.Nodes;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

/// <summary>Compares every draw with the numbers that NumPy draws from the same seed, bit for bit.</summary>
public class NumPyRandomStreamTests
{
    public static TheoryData<uint> Seeds => NumPyGolden.Seeds;

    [Theory, MemberData(nameof(Seeds))]
    public void A_seed_gives_the_state_of_NumPy(uint seed)
    {
        NumPyRandom random = new(seed);

        Assert.Equal(NumPyGolden.Of(seed).Array<uint>("stateFirst"), random.StateWords[..5].ToArray());
        Assert.Equal(624, random.StatePosition);
        Assert.Null(random.CachedNormal);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Single_draws_are_those_of_NumPy(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed);
        NumPyRandom random = new(seed);

        Assert.Equal(golden.Array<uint>("uint32"), Draw(10, random.NextUInt32));
        random.Seed(seed);
        Assert.Equal(golden.Array<double>("rand"), Draw(10, random.NextDouble));
        random.Seed(seed);
        Assert.Equal(golden.Array<double>("randn"), Draw(10, random.NextNormal));
        random.Seed(seed);
        Assert.Equal(golden.Array<long>("randint100"), Draw(10, () => random.Integers(0, 100)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Filled_spans_are_those_of_NumPy(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed);

        AssertFills<double>(golden, "rand", seed, (random, span) => random.Uniform(span));
        AssertFills<double>(golden, "uniform", seed, (random, span) => random.Uniform(span, -1, 1));
        AssertFills<double>(golden, "randn", seed, (random, span) => random.Normal(span));
        AssertFills<double>(golden, "normal5", seed, (random, span) => random.Normal(span, 5, 0.2));
        AssertFills<long>(golden, "randint100", seed, (random, span) => random.Integers(span, 0, 100));
        AssertFills<int>(golden, "randint100", seed, (random, span) => random.Integers(span, 0, 100));
        AssertFills<int>(golden, "choice100", seed, (random, span) => random.Choice(span, 100));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Ranges_of_any_width_are_those_of_NumPy(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed);

        AssertFills<long>(golden, "randintWord", seed, (random, span) => random.Integers(span, 0, 1L << 32));
        AssertFills<long>(golden, "randint33", seed, (random, span) => random.Integers(span, 0, 1L << 33));
        AssertFills<long>(golden, "randintLong", seed, (random, span) => random.Integers(span, long.MinValue, long.MaxValue));
        AssertFills<int>(golden, "randintInt32", seed, (random, span) => random.Integers(span, int.MinValue, int.MaxValue));
        AssertFills<int>(golden, "randintInt32Small", seed, (random, span) => random.Integers(span, -7, 12));
        NumPyRandom single = new(seed);
        Assert.Equal(golden.Array<long>("randintLong"), Draw(8, () => single.Integers(long.MinValue, long.MaxValue)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Orders_and_choices_are_those_of_NumPy(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed);
        double[] probabilities = golden.Array<double>("probabilities");

        AssertFills<int>(golden, "permutation10", seed, (random, span) => random.Permutation(span));
        AssertFills<int>(golden, "permutation300", seed, (random, span) => random.Permutation(span));
        AssertFills<int>(golden, "choice10WithoutReplacement", seed, (random, span) => random.Choice(span, 10, replace: false));
        AssertFills<int>(golden, "choiceWithProbabilities", seed, (random, span) => random.Choice(span, probabilities));
        AssertFills<int>(
            golden,
            "choiceWithProbabilitiesWithoutReplacement",
            seed,
            (random, span) => random.Choice(span, probabilities, replace: false));

        int[] rows = [.. Enumerable.Range(0, 20)];
        new NumPyRandom(seed).ShuffleRows<int>(rows, 4);
        Assert.Equal(golden.Array<int>("shuffleRows5x4"), rows);
    }

    [Fact]
    public void The_orders_of_mini_batches_are_those_of_NumPy()
    {
        NumPyRandom random = new(0);
        int[] order = new int[300];
        foreach ((uint seed, JsonNode golden) in NumPyGolden.MinibatchPermutations)
        {
            random.Seed(seed);
            random.Permutation(order);

            Assert.Equal(golden.Array<int>("first"), order[..10]);
            Assert.Equal(golden.Array<int>("last"), order[^10..]);
            Assert.Equal(golden.Value<int>("sumOfIndexTimesValue"), order.Select((value, index) => value * index).Sum());
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Mixed_draws_share_one_stream_and_the_cached_normal_outlives_them(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed)["mixed"]!;
        NumPyRandom random = new(seed);
        int[] order = new int[10];

        Assert.Equal(golden.Array<double>("randn3"), Draw(3, random.NextNormal));
        Assert.Equal(golden.Array<double>("rand2"), Draw(2, random.NextDouble));
        Assert.Equal(golden.Array<long>("randint100"), Draw(5, () => random.Integers(0, 100)));
        Assert.Equal(golden.Array<double>("randn2"), Draw(2, random.NextNormal));
        random.Permutation(order);
        Assert.Equal(golden.Array<int>("permutation10"), order);
        Assert.Equal(golden.Array<double>("randn3Again"), Draw(3, random.NextNormal));
        Assert.Equal(golden.Array<long>("randint31"), Draw(2, () => random.Integers(0, 1L << 31)));
        Assert.Equal(golden.Array<double>("rand1"), Draw(1, random.NextDouble));
        Assert.Equal([0L, 0L, 0L], Draw(3, () => random.Integers(0, 1)));
        Assert.Equal(golden.Value<double>("rand1AfterRanges1"), random.NextDouble());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Long_streams_are_those_of_NumPy(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed);
        NumPyRandom random = new(seed);
        _ = Draw(700, random.NextDouble);
        Assert.Equal(golden.Array<double>("rand3After700"), Draw(3, random.NextDouble));

        JsonNode normal = golden["randn100000"]!;
        double[] values = new double[100_000];
        random.Seed(seed);
        random.Normal<double>(values);
        Assert.Equal(normal.Value<double>("last"), values[^1]);
        Assert.Equal(normal.Value<double>("min"), values.Min());
        Assert.Equal(normal.Value<double>("max"), values.Max());
        ulong bits = values.Aggregate(0UL, (all, value) => all ^ BitConverter.DoubleToUInt64Bits(value));
        Assert.Equal(normal.Value<string>("xorOfBits"), bits.ToString());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_float_is_the_double_rounded(uint seed)
    {
        float[] uniform = new float[10], normal = new float[10];
        NumPyRandom random = new(seed);
        random.Uniform<float>(uniform);
        random.Seed(seed);
        random.Normal<float>(normal);

        JsonNode golden = NumPyGolden.Of(seed);
        Assert.Equal(golden.Array<double>("rand").Select(value => (float)value), uniform);
        Assert.Equal(golden.Array<double>("randn").Select(value => (float)value), normal);
    }

    private delegate void Fill<T>(NumPyRandom random, Span<T> destination);

    private static void AssertFills<T>(JsonNode golden, string name, uint seed, Fill<T> fill)
    {
        T[] expected = golden.Array<T>(name);
        T[] actual = new T[expected.Length];
        fill(new NumPyRandom(seed), actual);
        Assert.Equal(expected, actual);
    }

    private static T[] Draw<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
