namespace SimdOptim.Training;

/// <summary>What to do about a <see cref="Divergence"/>.</summary>
public readonly record struct DivergenceResponse
{
    private DivergenceResponse(double? rateFactor) => RateFactor = rateFactor;

    /// <summary>Gets the answer that stops the training with a <see cref="TrainingDivergedException"/>.</summary>
    public static DivergenceResponse Stop => default;

    /// <summary>Gets by what the learning rate is multiplied before the epoch is tried again; null to stop.</summary>
    public double? RateFactor { get; }

    /// <summary>
    /// Goes back to the parameters and the optimizer's state that the epoch began with, or if their cost is what diverged, that
    /// the epoch before began with; and tries the epoch again.
    /// </summary>
    /// <param name="rateFactor">By what the learning rate is multiplied from then on, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is outside its range.</exception>
    public static DivergenceResponse Retry(double rateFactor = 0.5)
    {
        Throw.IfNotPositive(rateFactor);
        return new DivergenceResponse(Throw.IfOutside(0, 1, rateFactor));
    }
}
