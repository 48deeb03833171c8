namespace SimdOptim.Training;

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
