using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

public sealed class DescentChartTests
{
    [Fact]
    public void Every_place_is_a_dot_and_the_last_a_diamond()
    {
        Picture picture = new(Chart(2, 1, 0.5));
        Assert.Equal(3, picture.Elements("circle").Count(circle => circle.Attribute("r")!.Value == "3"));
        Assert.DoesNotContain("leaves the picture", picture.Texts);
        Assert.True(picture.HasOnlyFiniteNumbers());
    }

    [Fact]
    public void What_leaves_the_picture_is_drawn_until_there()
    {
        Picture picture = new(Chart(2, -3, 5, double.PositiveInfinity, double.NaN));
        Assert.Equal(2, picture.Elements("circle").Count(circle => circle.Attribute("r")!.Value == "3"));
        picture.Shows("leaves the picture");
        Assert.True(picture.HasOnlyFiniteNumbers());
    }

    private static DescentChart Chart(params double[] path) => new()
    {
        Function = x => x * x,
        X = AxisScale.Linear(DataRange.Of<double>([-4, 4])),
        Y = AxisScale.Linear(DataRange.Of<double>([0, 16])),
        Path = path,
    };
}
