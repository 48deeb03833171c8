namespace SimdOptim.Cli.Charts;

/// <summary>One line of a legend.</summary>
internal readonly record struct LegendEntry(string Name, string Colour, LegendMark Mark);
