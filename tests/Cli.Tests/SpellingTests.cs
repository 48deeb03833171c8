using SimdOptim.Cli;

namespace SimdOptim.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("trian", "train")]
    [InlineData("Moons", "moons")]
    [InlineData("moonz", "moons")]
    [InlineData("tran", "train")]
    [InlineData("spirals", "spiral")]
    [InlineData("bogus", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_meant_if_any_is_near(string typed, string? meant) =>
        Assert.Equal(meant, Spelling.Closest(typed, ["train", "moons", "spiral"]));
}
