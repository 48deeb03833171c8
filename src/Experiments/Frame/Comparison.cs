namespace SimdOptim.Experiments.Frame;

/// <summary>A table of findings: expected figures beside ours.</summary>
/// <param name="Title">What the rows have in common.</param>
/// <param name="Rows">The rows.</param>
/// <param name="ExpectedName">The origin of the expected figures, in a word.</param>
public sealed record Comparison(string Title, IReadOnlyList<Row> Rows, string ExpectedName = "published");
