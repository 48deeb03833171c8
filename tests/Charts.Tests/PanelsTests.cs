using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class PanelsTests
{
    [Fact]
    public void All_panels_stand_under_the_common_title()
    {
        Picture picture = new(new Panels
        {
            Title = "Compared",
            Subtitle = "same seed",
            Columns = 2,
            Children = [Chart("Adam", "with a subtitle"), Chart("Sgd", ""), new Panels { Title = "Nested",
            Children = [Chart("Lion", "")] }],
        });
        picture.Shows("Compared", "same seed", "Adam", "with a subtitle", "Sgd", "Nested", "Lion");
    }

    [Fact]
    public void Plots_in_a_row_begin_and_end_at_the_same_height()
    {
        Picture picture = new(new Panels { Children = [Chart("Adam", "with a subtitle"), Chart("Sgd", "")] });
        (double Top, double Bottom)[] extents = [.. picture.Elements("path")
            .Select(p => Picture.Chains(p.Attribute("d")!.Value).Single())
            .Where(line => line.Count == 3)
            .Select(line => (line.Min(p => p.Y), line.Max(p => p.Y)))];
        Assert.Equal(2, extents.Length);
        Assert.Equal(extents[0], extents[1]);
    }

    [Fact]
    public void No_panels_and_too_little_room_still_make_a_picture()
    {
        Assert.True(new Picture(new Panels { Children = [] }).HasOnlyFiniteNumbers());
        Panels two = new() { Title = "t", Children = [Chart("a", "b"), Chart("c", "d")] };
        Assert.True(new Picture(two.ToSvg(10, 10)).HasOnlyFiniteNumbers());
    }

    private static LineChart Chart(string title, string subtitle) =>
        new() { Title = title, Subtitle = subtitle, Series = [LineSeries.Of<double>("cost", [3, 2, 1])] };
}
