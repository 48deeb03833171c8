using SimdOptim.Experiments.Frame;

namespace SimdOptim.Tests.Experiments;

public sealed class RowTests
{
    [Theory]
    [InlineData("0.690736", 6, 0.690736)]
    [InlineData("12", 0, 12)]
    [InlineData("1.67e-09", 11, 1.67e-9)]
    [InlineData("-2.5e2", 0, -250)]
    public void A_figure_knows_its_value_and_its_digits(string text, int decimals, double value)
    {
        PrintedFigure figure = new(text);
        Assert.Equal((decimals, value), (figure.Decimals, figure.Value));
        Assert.Equal(0.5 * Math.Pow(10, -decimals), figure.HalfUnit, 1e-20);
    }

    [Theory]
    [InlineData("0.69", 0.6949, true)]
    [InlineData("0.69", 0.6951, false)]
    [InlineData("0.690", 0.6949, false)]
    [InlineData("0.69", double.NaN, false)]
    [InlineData("inf", 1, false)]
    [InlineData("inf", double.PositiveInfinity, true)]
    public void A_figure_agrees_to_its_last_digit(string printed, double ours, bool agrees) =>
        Assert.Equal(agrees, Row.Of("figure", "book", new PrintedFigure(printed), ours).Verdict == Verdict.Agrees);

    [Fact]
    public void Figures_that_belong_together_are_held_to_the_most_digits_and_judged_by_the_worst()
    {
        PrintedFigure[] printed = [new("0.5"), new("0.25"), new("1")];
        Assert.Equal(0.005, Row.Of("all", "book", printed, [0.5, 0.25, 1]).Bound!.Value);
        Assert.Equal(Verdict.Differs, Row.Of("all", "book", printed, [0.5, 0.26, 1]).Verdict);
        Assert.Equal(0.02, Row.Of("all", "book", printed, [0.5, 0.25, 1.02]).Difference!.Value, 1e-12);
        Assert.Throws<ArgumentException>(() => Row.Of("all", "book", printed, [0.5, 0.25]));
    }

    [Fact]
    public void A_given_bound_replaces_the_last_digit()
    {
        Row row = Row.Of("figure", "book", new PrintedFigure("0.5"), 0.6, new Bound(0.2, "chaotic"));
        Assert.Equal((Verdict.Agrees, 0.2), (row.Verdict, row.Bound!.Value));
        Assert.Equal(Verdict.Differs, Row.Of("figure", "book", new PrintedFigure("0.5"), Math.BitIncrement(0.5), Bound.Exact).Verdict);
    }

    [Fact]
    public void A_wrong_figure_must_be_another_than_ours()
    {
        Assert.Equal(Verdict.SourceIsWrong, Row.WrongInSource("figure", "book", new PrintedFigure("0.5"), 0.6).Verdict);
        Assert.Equal(Verdict.Differs, Row.WrongInSource("figure", "book", new PrintedFigure("0.5"), 0.51).Verdict);
        Assert.Null(Row.WrongInSource("figure", "book", new PrintedFigure("inf"), 3).Bound);
    }

    [Fact]
    public void Texts_are_short_and_keep_their_exponent()
    {
        Row row = Row.Of("figure", "book", new PrintedFigure("2.919335883291695e-10"), 2.919335883e-10);
        Assert.Equal(("2.9193…e-10", "2.91934e-10"), (row.ExpectedText, row.OursText));
        Assert.Equal("0.6907355", Row.Of("figure", "book", new PrintedFigure("0.690736"), 0.69073551229).OursText);
    }

    [Fact]
    public void Two_relations_of_one_figure()
    {
        Assert.Equal(Verdict.Agrees, Row.Relation("figure", "above 1", 2, holds: true).Verdict);
        Assert.Equal(Verdict.Differs, Row.Relation("figure", "above 1", 0, holds: false).Verdict);
    }
}
