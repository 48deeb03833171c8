using SimdOptim.Charts;

namespace SimdOptim.Experiments.Frame;

/// <summary>A picture and the file that it goes into.</summary>
public sealed record Picture(string Name, Panel Panel);
