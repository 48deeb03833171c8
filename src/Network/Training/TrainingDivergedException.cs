namespace SimdOptim.Training;

/// <summary>Training was stopped because it diverged; the parameters are those of the last good epoch if they were kept.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(Divergence divergence)
        : base(divergence.ToString()) => Divergence = divergence;

    /// <summary>Gets where it went wrong.</summary>
    public Divergence Divergence { get; }
}
