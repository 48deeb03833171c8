using System.Text.Json.Nodes;
using SimdOptim.Randomness;

namespace SimdOptim.Tests.Randomness;

public class NumPyRandomStateTests
{
    public static TheoryData<uint> Seeds => NumPyGolden.Seeds;

    [Theory, MemberData(nameof(Seeds))]
    public void The_state_is_that_of_get_state(uint seed)
    {
        JsonNode golden = NumPyGolden.Of(seed)["after700Rand3Randn"]!;
        NumPyRandom random = AfterSomeDraws(seed);

        Assert.Equal(golden.Value<int>("position"), random.StatePosition);
        Assert.Equal(golden.Value<bool>("hasGauss"), random.CachedNormal.HasValue);
        if (random.CachedNormal is double cached) Assert.Equal(golden.Value<double>("gauss"), cached);
        uint all = 0;
        foreach (uint word in random.StateWords) all ^= word;
        Assert.Equal(golden.Value<uint>("wordsXor"), all);
        Assert.Equal(golden.Array<uint>("lastWords"), random.StateWords[^3..].ToArray());
        foreach (double expected in golden.Array<double>("nextRandn")) Assert.Equal(expected, random.NextNormal());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(3, 0)]
    [InlineData(623, 2)]
    [InlineData(700, 3)]
    public void A_restored_state_continues_like_the_original(int words, int normals)
    {
        NumPyRandom original = new(5);
        for (int i = 0; i < words; i++) original.NextUInt32();
        for (int i = 0; i < normals; i++) original.NextNormal();

        NumPyRandom restored = new(77);
        restored.NextNormal();
        restored.RestoreState(original.StateWords, original.StatePosition, original.CachedNormal);

        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal(original.NextNormal(), restored.NextNormal());
            Assert.Equal(original.NextUInt32(), restored.NextUInt32());
        }
    }

    [Fact]
    public void A_restored_state_is_a_copy()
    {
        NumPyRandom original = new(5), restored = new(6);
        restored.RestoreState(original.StateWords, original.StatePosition, original.CachedNormal);
        uint expected = new NumPyRandom(5).NextUInt32();

        Assert.Equal(expected, restored.NextUInt32());
        Assert.Equal(expected, original.NextUInt32());
    }

    [Fact]
    public void Seed_forgets_the_cached_normal()
    {
        NumPyRandom random = new(1);
        random.NextNormal();
        Assert.NotNull(random.CachedNormal);

        random.Seed(1);

        Assert.Null(random.CachedNormal);
        Assert.Equal(new NumPyRandom(1).NextNormal(), random.NextNormal());
    }

    [Fact]
    public void A_refused_state_changes_nothing()
    {
        NumPyRandom random = AfterSomeDraws(3);
        uint[] words = random.StateWords.ToArray();
        int position = random.StatePosition;
        double? cached = random.CachedNormal;
        uint[] onlyTheBitsThatDoNotCount = new uint[624];
        onlyTheBitsThatDoNotCount[0] = 0x7FFFFFFF;

        Assert.Equal(
            "words must have length 624; it has length 623. (Parameter 'words')",
            Assert.Throws<ArgumentException>(() => random.RestoreState(words.AsSpan(1), position, cached)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("position", () => random.RestoreState(new uint[624], -1, cached));
        Assert.Throws<ArgumentOutOfRangeException>("position", () => random.RestoreState(new uint[624], 625, cached));
        Assert.Throws<ArgumentOutOfRangeException>("cachedNormal", () => random.RestoreState(words, 0, double.NaN));
        Assert.Throws<ArgumentException>("words", () => random.RestoreState(new uint[624], 0, null));
        Assert.Throws<ArgumentException>("words", () => random.RestoreState(onlyTheBitsThatDoNotCount, 0, null));

        Assert.Equal(words, random.StateWords.ToArray());
        Assert.Equal(position, random.StatePosition);
        Assert.Equal(cached, random.CachedNormal);
    }

    private static NumPyRandom AfterSomeDraws(uint seed)
    {
        NumPyRandom random = new(seed);
        random.Uniform<double>(new double[700]);
        random.Normal<double>(new double[3]);
        return random;
    }
}
