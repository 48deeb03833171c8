namespace SimdOptim.Cli.Experiments.Frame;

/// <summary>An experiment that was run.</summary>
internal sealed record Outcome(Experiment Experiment, Findings Findings, TimeSpan Duration);
