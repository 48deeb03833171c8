using System.Globalization;
using FsCheck.Fluent;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class SvgWriterTests
{
    [Theory]
    [InlineData(1.005, "1")]
    [InlineData(-0.001, "0")]
    [InlineData(-12.346, "-12.35")]
    [InlineData(1234567.5, "1234567.5")]
    public void Numbers_have_at_most_two_decimals(double number, string text) => Assert.Equal(text, SvgValue.Number(number));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_no_viewer_can_draw_is_refused(double number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgValue.Number(number));

    [Fact]
    public void Numbers_keep_their_point_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("-1.5", SvgValue.Number(-1.5));
            Assert.Equal("M-1.5 2l0.25 0", new PathData().AddLine([new(-1.5, 2), new(-1.25, 2)]).ToString());
            Assert.Equal("−0.5", new RoundNumber(-5, -1).ToPlainText());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Any_text_gives_well_formed_xml() => Property.Holds(Values.Text.Four(), texts =>
    {
        LineChart chart = new()
        {
            Title = texts.Item1,
            Subtitle = texts.Item2,
            XTitle = texts.Item3,
            YTitle = texts.Item4,
            Series = [LineSeries.Of<double>(texts.Item1, [1, 2, 3])],
        };
        return new Picture(chart).Elements("path").Any();
    });

    [Fact]
    public void Text_comes_back_as_it_was_but_for_what_xml_cannot_say()
    {
        Picture picture = new(new LineChart { Title = "a < b & \"c\"\t\0\u0001\ud800 σ 𝜎" });
        Assert.Contains("a < b & \"c\" \ufffd\ufffd\ufffd σ 𝜎", picture.Texts);
    }

    [Fact]
    public void Paths_round_without_drift()
    {
        Point[] points = [.. Enumerable.Range(0, 1000).Select(i => new Point(i * 0.333333, -i * 0.777777))];
        List<Point> read = Picture.Chains(new PathData().AddLine(points).ToString()).Single();
        Assert.Equal(points.Length, read.Count);
        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(points[i].X, read[i].X, 0.0051);
            Assert.Equal(points[i].Y, read[i].Y, 0.0051);
        }
    }

    [Fact]
    public void Long_text_is_shortened_and_kept_whole_for_hovering()
    {
        string title = string.Concat(Enumerable.Repeat("a very long title ", 40)).Trim();
        Picture picture = new(new LineChart { Title = title });
        Assert.Contains(picture.Texts, t => t.EndsWith('…') && title.StartsWith(t[..^1], StringComparison.Ordinal));
        Assert.Contains(picture.Elements("title"), t => t.Value == title && t.Parent!.Name.LocalName == "text");
    }
}
