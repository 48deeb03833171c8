using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.69314718, "0.6931")]
    [InlineData(12.34567, "12.3457")]
    [InlineData(0.00012342, "1.234e-4")]
    [InlineData(123456, "1.235e+5")]
    [InlineData(0, "0.0000")]
    [InlineData(double.NaN, "NaN")]
    public void Costs_have_digits_that_tell(double cost, string text) => Assert.Equal(text, Figures.Cost(cost));

    [Theory]
    [InlineData(1e-8, "1e-8")]
    [InlineData(1e-10, "1e-10")]
    [InlineData(0.0007, "0.0007")]
    [InlineData(1e20, "1e+20")]
    public void Exact_numbers_are_short_and_read_back(double number, string text) => Assert.Equal(text, Figures.Exact(number));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(9.94, "9.9 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(61, "1:01 min")]
    [InlineData(3661, "1:01 h")]
    [InlineData(200_000, "55:33 h")]
    public void Times_are_as_coarse_as_they_are_long(double seconds, string text) =>
        Assert.Equal(text, Figures.Time(TimeSpan.FromSeconds(seconds)));
}
