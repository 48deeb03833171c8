namespace SimdOptim.Training;

/// <summary>
/// Training was stopped because it diverged; network and optimizer are as they were at the last good cost with which an epoch
/// began.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(Divergence divergence)
        : base(divergence.ToString()) => Divergence = divergence;

    /// <summary>Gets where it went wrong.</summary>
    public Divergence Divergence { get; }
}
