using SimdOptim.Optimizers;

namespace SimdOptim.Tests.Optimizers;

/// <summary>Ranges against one flag for each parameter.</summary>
public sealed class ParameterRangesTests
{
    [Fact]
    public void Contain_what_their_flags_say() => Laws.Check(RangesCase.Arbitrary, value =>
    {
        bool[] model = value.Model;
        for (int i = 0; i < model.Length; i++)
        {
            bool answer = ParameterRanges.Contains(value.Ranges, i, out int end);
            int next = Array.IndexOf(model, !model[i], i);
            if (answer != model[i] || answer != value.Ranges.Contains(i)) return $"{i} is {(model[i] ? "in" : "out")}";
            if (end != (next < 0 ? int.MaxValue : next)) return $"the answer at {i} holds to {next}, not {end}";
        }

        return null;
    }, 300);

    [Fact]
    public void No_set_contains_everything_and_an_empty_one_nothing()
    {
        Assert.True(ParameterRanges.Contains(null, 0, out int end));
        Assert.Equal(int.MaxValue, end);
        Assert.False(new ParameterRanges().Contains(0));
        Assert.False(new ParameterRanges((0, int.MaxValue)).Contains(-1));
        Assert.True(new ParameterRanges((0, int.MaxValue)).Contains(int.MaxValue - 1));
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 2)]
    public void Refuse_ranges_that_are_none(int start, int end) =>
        Assert.Throws<ArgumentOutOfRangeException>("ranges", () => new ParameterRanges((5, 6), (start, end)));
}
