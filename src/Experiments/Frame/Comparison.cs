namespace SimdOptim.Experiments.Frame;

/// <summary>A table of the findings: what was expected beside what came out.</summary>
/// <param name="Title">What the rows have in common.</param>
/// <param name="Rows">The rows.</param>
/// <param name="ExpectedName">Where the expectations come from, in a word.</param>
public sealed record Comparison(string Title, IReadOnlyList<Row> Rows, string ExpectedName = "published");
