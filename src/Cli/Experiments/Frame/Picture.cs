using SimdOptim.Cli.Charts;

namespace SimdOptim.Cli.Experiments.Frame;

/// <summary>A picture and the file that it goes into.</summary>
internal sealed record Picture(string Name, Panel Panel);
