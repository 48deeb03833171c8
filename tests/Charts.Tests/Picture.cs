using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SimdOptim.Charts;

namespace SimdOptim.Tests.Charts;

/// <summary>A drawn panel, read back as a viewer would.</summary>
internal sealed partial class Picture
{
    public Picture(Panel panel)
        : this(panel.ToSvg())
    {
    }

    public Picture(string svg)
    {
        Svg = svg;
        Root = XDocument.Parse(svg).Root!;
    }

    public string Svg { get; }

    public XElement Root { get; }

    public IEnumerable<string> Texts => Elements("text").Select(t => t.Nodes().OfType<XText>().First().Value);

    public IEnumerable<XElement> Elements(string name) => Root.Descendants(Root.Name.Namespace + name);

    /// <summary>Asserts that each text stands in the picture.</summary>
    public void Shows(params string[] texts) => Assert.All(texts, text => Assert.Contains(text, Texts));

    /// <summary>Whether every number of every attribute is one that a viewer can read.</summary>
    public bool HasOnlyFiniteNumbers() => Root.DescendantsAndSelf().Attributes().All(a =>
        !a.Value.Contains("NaN") && !a.Value.Contains("Infinity") && !a.Value.Contains('∞') && !a.Value.Contains('E'));

    /// <summary>The points of a path, chain by chain.</summary>
    public static List<List<Point>> Chains(string pathData)
    {
        List<List<Point>> chains = [];
        foreach (string piece in pathData.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            double[] numbers = [.. Number().Matches(piece).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
            List<Point> chain = [new(numbers[0], numbers[1])];
            for (int i = 2; i < numbers.Length; i += 2) chain.Add(new(chain[^1].X + numbers[i], chain[^1].Y + numbers[i + 1]));
            chains.Add(chain);
        }

        return chains;
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
