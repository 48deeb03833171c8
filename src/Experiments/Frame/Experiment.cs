namespace SimdOptim.Experiments.Frame;

/// <summary>Something that was done and published before, done again: its figures are set beside the published ones.</summary>
public abstract class Experiment
{
    /// <summary>What it is called on the command line; its files go into a directory of this name.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Does it; equal runs have equal findings, whatever runs beside them.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract Findings Run(Workbench bench);
}
