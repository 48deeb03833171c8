using System.Collections;

namespace SimdOptim.Tests;

public sealed class DescriptionTests
{
    private readonly Description _description = new("Kind")
    {
        { "number", 0.5 }, { "whole", 7L }, { "word", ulong.MaxValue }, { "flag", true }, { "text", "Infinity" },
        { "part", new Description("Part") { { "beta", 0.9 } } },
    };

    [Fact]
    public void Values_are_read_by_their_types()
    {
        Assert.Equal(0.5, _description.GetDouble("number"));
        Assert.Equal(7, _description.GetDouble("whole"));
        Assert.Equal(1.8446744073709552e19, _description.GetDouble("word"));
        Assert.Equal(double.PositiveInfinity, _description.GetDouble("text"));
        Assert.Equal(7, _description.GetInt32("whole"));
        Assert.Equal(7ul, _description.GetUInt64("whole"));
        Assert.Equal(ulong.MaxValue, _description.GetUInt64("word"));
        Assert.True(_description.GetBoolean("flag"));
        Assert.Equal("Infinity", _description.GetString("text"));
        Assert.Equal(0.9, _description.GetDescription("part").GetDouble("beta"));
    }

    [Fact]
    public void A_value_of_another_type_or_none_is_refused_by_name()
    {
        Description other = new("Kind") { { "whole", 1L << 31 }, { "negative", -1L } };
        Action[] calls =
        [
            () => _description.GetDouble("flag"), () => _description.GetDouble("none"), () => _description.GetInt32("number"),
            () => other.GetInt32("whole"), () => other.GetUInt64("negative"), () => _description.GetBoolean("text"),
            () => _description.GetString("flag"), () => _description.GetDescription("number"),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentException>("name", call));
        Assert.StartsWith(
            "Kind must have a number named none; it has none.",
            Assert.Throws<ArgumentException>("name", () => _description.GetDouble("none")).Message);
    }

    [Fact]
    public void Equal_descriptions_have_no_difference_however_their_numbers_are_kept()
    {
        Description one = new("Kind") { { "x", 1.0 }, { "y", 2L } }, other = new("Kind") { { "y", 2.0 }, { "x", 1ul } };
        Assert.Null(one.FindDifference(other));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("other", 0.5, "expected Kind(x=0.5), found other(x=0.5)")]
    [InlineData("Kind", 0.25, "Kind.x: expected 0.5, found 0.25")]
    public void The_first_difference_is_named(string kind, double x, string difference) =>
        Assert.Equal(difference, new Description("Kind") { { "x", 0.5 } }.FindDifference(new Description(kind) { { "x", x } }));

    [Fact]
    public void Parts_and_missing_values_are_named_too()
    {
        Description expected = new("Outer") { { "part", new Description("Inner") { { "x", 1.0 } } } };
        Assert.Equal(
            "Outer.part: Inner.x: expected 1, found 2",
            expected.FindDifference(new Description("Outer") { { "part", new Description("Inner") { { "x", 2.0 } } } }));
        Assert.Equal("Outer.part: expected Inner(x=1), found none", expected.FindDifference(new Description("Outer")));
        Assert.Equal("Outer.part: expected none, found Inner(x=1)", new Description("Outer").FindDifference(expected));
    }

    [Fact]
    public void The_name_of_the_kind_is_reserved() =>
        Assert.Throws<ArgumentException>("name", () => new Description("Kind") { { "kind", 1.0 } });

    [Fact]
    public void It_is_a_list_of_its_values() => Assert.Equal(6, ((IEnumerable)_description).Cast<object>().Count());
}
