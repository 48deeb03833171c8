namespace SimdOptim.Charts;

/// <summary>One axis of a plot: what it shows, and how values map to it.</summary>
public sealed record Axis(string Title, AxisScale Scale);
