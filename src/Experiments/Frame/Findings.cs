namespace SimdOptim.Experiments.Frame;

/// <summary>What an experiment came to.</summary>
/// <param name="Tables">The comparisons.</param>
/// <param name="Pictures">What is to be looked at.</param>
/// <param name="Sources">Where the published figures are from: a short name and what it stands for.</param>
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
