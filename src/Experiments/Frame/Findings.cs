namespace SimdOptim.Experiments.Frame;

/// <summary>The findings of an experiment.</summary>
/// <param name="Tables">The comparisons.</param>
/// <param name="Pictures">The pictures.</param>
/// <param name="Sources">The sources of the published figures by their short names.</param>
/// <param name="Notes">What a reader should know, such as why a source is wrong.</param>
public sealed record Findings(
    IReadOnlyList<Comparison> Tables,
    IReadOnlyList<Picture> Pictures,
    IReadOnlyDictionary<string, string> Sources,
    IReadOnlyList<string> Notes)
{
    public IEnumerable<Row> Rows => Tables.SelectMany(table => table.Rows);

    public bool Passes => Rows.All(row => row.Verdict != Verdict.Differs);

    public int Count(Verdict verdict) => Rows.Count(row => row.Verdict == verdict);
}

/// <summary>A table of findings: expected figures beside ours.</summary>
/// <param name="Title">What the rows have in common.</param>
/// <param name="Rows">The rows.</param>
/// <param name="ExpectedName">The origin of the expected figures, in a word.</param>
public sealed record Comparison(string Title, IReadOnlyList<Row> Rows, string ExpectedName = "published");

/// <summary>A picture and the file that it goes into.</summary>
public sealed record Picture(string Name, Panel Panel);

/// <summary>An experiment that was run.</summary>
public sealed record Outcome(Experiment Experiment, Findings Findings, TimeSpan Duration);
