namespace SimdOptim.Experiments.Frame;

/// <summary>A published experiment that is run again; its figures are compared with the published ones.</summary>
public abstract class Experiment
{
    /// <summary>Its name on the command line and of the directory of its files.</summary>
    public abstract string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>Runs it; equal runs have equal findings, whatever else is running.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract Findings Run(Workbench bench);
}
