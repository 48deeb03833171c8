namespace SimdOptim.Experiments.Frame;

/// <summary>An experiment that was run.</summary>
public sealed record Outcome(Experiment Experiment, Findings Findings, TimeSpan Duration);
