namespace SimdOptim.Training;

/// <summary>
/// The exception that ends a training that diverged. Network and optimizer are as at the start of the last epoch whose first
/// cost was finite.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(Divergence divergence)
        : base(divergence.ToString()) => Divergence = divergence;

    /// <summary>Gets where the training diverged.</summary>
    public Divergence Divergence { get; }
}
