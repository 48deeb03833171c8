using System.Text.Json;

namespace SimdOptim.Experiments.Frame;

/// <summary>The published figures of an experiment with their sources, read from a file.</summary>
/// <param name="Sources">The sources by their short names.</param>
/// <param name="Faults">The explanations of wrong figures by their short names.</param>
/// <param name="Tables">The figures.</param>
public sealed record PublishedFigures(
    IReadOnlyDictionary<string, string> Sources, IReadOnlyDictionary<string, string> Faults, IReadOnlyList<PublishedTable> Tables)
{
    public static PublishedFigures None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), []);

    /// <summary>Reads the figures embedded in the assembly.</summary>
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
