namespace SimdOptim.Charts;

/// <summary>One line of a legend.</summary>
public readonly record struct LegendEntry(string Name, string Colour, LegendMark Mark);
