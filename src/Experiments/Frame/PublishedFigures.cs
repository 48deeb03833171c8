using System.Text.Json;

namespace SimdOptim.Experiments.Frame;

/// <summary>All that was published about an experiment: data, each with its source, in a file of its own.</summary>
/// <param name="Sources">What the short name of a source stands for.</param>
/// <param name="Faults">What is wrong with some of them, and why.</param>
/// <param name="Tables">The figures.</param>
public sealed record PublishedFigures(
    IReadOnlyDictionary<string, string> Sources, IReadOnlyDictionary<string, string> Faults, IReadOnlyList<PublishedTable> Tables)
{
    public static PublishedFigures None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), []);

    /// <summary>Reads the figures that are built into the program.</summary>
    public static PublishedFigures Of(string experiment)
    {
        string name = $"SimdOptim.Experiments.Published.{experiment}.json";
        using Stream json = typeof(PublishedFigures).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException(name);
        return JsonSerializer.Deserialize<PublishedFigures>(json, JsonSerializerOptions.Web)!;
    }

    public IEnumerable<PublishedTable> About(string run) => Tables.Where(table => table.Of == run);

    /// <summary>The figures of a run that one source printed.</summary>
    public PublishedTable Table(string run, string quantity) => About(run).Single(table => table.Quantity == quantity);
}
