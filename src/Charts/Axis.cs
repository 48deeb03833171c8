namespace SimdOptim.Charts;

/// <summary>An axis of a plot: its title and the mapping of values to it.</summary>
public sealed record Axis(string Title, AxisScale Scale);
