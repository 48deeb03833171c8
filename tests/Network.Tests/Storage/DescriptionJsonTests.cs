using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SimdOptim.Storage;

namespace SimdOptim.Tests.Storage;

/// <summary>A description is the same after it was written and read, and a text that is none is refused.</summary>
public sealed class DescriptionJsonTests
{
    private static readonly double[] _numbers =
        [0, -0.0, 1, -1, 0.1, 1e15, 1e16, 1e300, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly Gen<Action<Description, string>> _value = Gen.OneOf(
        Gen.OneOf(Gen.Elements(_numbers), ArbMap.Default.GeneratorFor<double>()).Select(x => With((description, name) => description.Add(name, x))),
        Gen.OneOf(Gen.Elements(long.MinValue, long.MaxValue, 0), ArbMap.Default.GeneratorFor<long>()).Select(x => With((description, name) => description.Add(name, x))),
        ArbMap.Default.GeneratorFor<ulong>().Select(x => With((description, name) => description.Add(name, x))),
        ArbMap.Default.GeneratorFor<bool>().Select(x => With((description, name) => description.Add(name, x))),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(x => With((description, name) => description.Add(name, Valid(x.Get)))));

    private static readonly Gen<Description> _flat =
        from kind in ArbMap.Default.GeneratorFor<NonEmptyString>()
        from values in _value.ListOf()
        select Fill(new Description(Valid(kind.Get) + "k"), values);

    private static readonly Gen<Description> _nested =
        from outer in _flat
        from inner in _flat
        select Fill(outer, [(description, name) => description.Add("part " + name, inner)]);

    [Fact]
    public void Reading_what_was_written_makes_no_difference() => Laws.Check(
        Arb.From(Gen.OneOf(_flat, _nested)),
        description =>
        {
            Description read = Read(DescriptionJson.Write(description));
            return description.FindDifference(read) is null && read.FindDifference(description) is null
                && description.GetHashCode() == read.GetHashCode();
        }, 500);

    [Theory]
    [InlineData("", "expected JSON of at most 16 levels")]
    [InlineData("[]", "expected an object, found Array")]
    [InlineData("{}", "expected the text kind, found none")]
    [InlineData("{\"kind\":1}", "expected the text kind, found none")]
    [InlineData("{\"kind\":\"\"}", "expected the text kind, found none")]
    [InlineData("{\"kind\":\"a\",\"kind\":\"b\"}", "expected JSON of at most 16 levels, each member once")]
    [InlineData("{\"kind\":\"a\",\"\":1}", "expected names of members, found an empty one")]
    [InlineData("{\"kind\":\"a\",\"x\":1e999}", "\"x\": expected a finite number, a text, a flag or an object, found another")]
    [InlineData("{\"kind\":\"a\",\"x\":null}", "\"x\": expected a finite number, a text, a flag or an object, found another")]
    [InlineData("{\"kind\":\"a\",\"x\":[1]}", "\"x\": expected a finite number, a text, a flag or an object, found another")]
    [InlineData("{\"kind\":\"a\",\"x\":{\"y\":1}}", "\"x\": expected the text kind, found none")]
    [InlineData("{\"kind\":\"a\",\"x\":\"\\ud800\"}", "of whole characters, found otherwise")]
    public void What_is_no_description_is_refused(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => Read(json)).Message);

    [Fact]
    public void Depth_and_number_of_values_are_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"kind\":\"a\",\"x\":", 20)) + "1" + new string('}', 20);
        string wide = "{\"kind\":\"a\"," + string.Join(",", Enumerable.Range(0, 100).Select(i => $"\"{i}\":1")) + "}";
        Assert.Contains("expected JSON of at most 16 levels", Assert.Throws<InvalidDataException>(() => Read(deep)).Message);
        Assert.Contains("expected at most 100 members, found 101", Assert.Throws<InvalidDataException>(() => Read(wide)).Message);
    }

    private static string Valid(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static Action<Description, string> With(Action<Description, string> add) => add;

    private static Description Fill(Description description, IEnumerable<Action<Description, string>> values)
    {
        foreach (Action<Description, string> add in values.Take(50)) add(description, $"x{description.Values.Count}");
        return description;
    }

    /// <summary>Reads JSON that stands in the metadata of a file.</summary>
    private static Description Read(string json)
    {
        string header = $"{{\"__metadata__\":{{\"text\":{JsonSerializer.Serialize(json)}}}}}";
        using SafetensorsFile file = SafetensorsFile.Open(new MemoryStream(PlainSafetensors.Make(header, [])), "memory");
        return DescriptionJson.Read(file, "text");
    }
}
