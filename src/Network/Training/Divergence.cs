namespace SimdOptim.Training;

/// <summary>
/// Where a training diverged: a cost that is not finite or has exploded, a gradient that the optimizer refused, or parameters or
/// buffers that are not finite at the end of an epoch.
/// </summary>
/// <param name="Epoch">The number of the epoch, from 0.</param>
/// <param name="Step">The number of the step that was not taken, from 1.</param>
/// <param name="Cost">The cost of its batch; that of the previous batch if <see cref="IsInParameters"/>.</param>
/// <param name="Tensor">
/// The first tensor with a parameter, gradient or buffer that is not finite; if all are finite, the tensor with the largest
/// gradient.
/// </param>
/// <param name="LearningRate">The learning rate at that moment.</param>
public sealed record Divergence(int Epoch, long Step, double Cost, string Tensor, double LearningRate)
{
    /// <summary>Gets whether no step had been taken, so that the learning rate is not at fault.</summary>
    public bool IsFirst => Step == 1;

    /// <summary>Gets whether the cost was finite and the gradient was not.</summary>
    public bool IsInGradient { get; init; }

    /// <summary>
    /// Gets whether all costs were finite, and a parameter or buffer was not after the last step of an epoch, or after the step
    /// at which the training was cancelled.
    /// </summary>
    public bool IsInParameters { get; init; }

    /// <summary>Returns what happened and what to try, in one line.</summary>
    public override string ToString() =>
        $"Training diverged in epoch {Epoch}, at step {Step}: "
        + (IsInGradient ? "the gradient is not finite" : IsInParameters ? "a parameter is not finite" : $"the cost is {Cost:G4}")
        + $", seen first in {Tensor}. "
        + (IsFirst
            ? "No step had been taken: try smaller initial weights, or features and targets nearer to 1."
            : $"Try a learning rate below {LearningRate:G4}, or clip the gradient.");
}

/// <summary>What to do about a <see cref="Divergence"/>.</summary>
public readonly record struct DivergenceResponse
{
    private DivergenceResponse(double? rateFactor) => RateFactor = rateFactor;

    /// <summary>Gets the response that stops the training with a <see cref="TrainingDivergedException"/>.</summary>
    public static DivergenceResponse Stop => default;

    /// <summary>Gets the factor by which the learning rate is multiplied before the epoch is tried again; null to stop.</summary>
    public double? RateFactor { get; }

    /// <summary>
    /// Returns the response that restores the start of the epoch and tries it again. If the epoch diverged in its first batch,
    /// the start of the previous epoch is restored.
    /// </summary>
    /// <param name="rateFactor">The factor by which the learning rate is multiplied from then on, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is outside its range.</exception>
    public static DivergenceResponse Retry(double rateFactor = 0.5)
    {
        Throw.IfNotPositive(rateFactor);
        return new DivergenceResponse(Throw.IfOutside(0, 1, rateFactor));
    }
}

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
