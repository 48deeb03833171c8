namespace SimdOptim.Layers;

/// <summary>How a batch normalization keeps its running averages. The conventions of others are settings of these.</summary>
/// <remarks>
/// PyTorch's <c>momentum=0.1</c> is the weight of the new value, so <see cref="Momentum"/> 0.9 here, and it averages the unbiased
/// variance. CS231n averages the biased variance and begins at 0.
/// </remarks>
public sealed record BatchNormOptions
{
    /// <summary>Gets the weight of the past in <c>r = momentum·r + (1 - momentum)·batch</c>, in [0, 1].</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Gets ε, which is added to the variance; finite and greater than 0, also when rounded to float.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>
    /// Gets whether the running average is that of the unbiased variance <c>Σ(x - mean)²/(batch - 1)</c>, as PyTorch's; a batch
    /// of one has none and leaves the average as it is. A batch itself is always normalized by its biased variance.
    /// </summary>
    public bool UsesUnbiasedVariance { get; init; }

    /// <summary>Gets the running variance before the first step, finite and not negative: 1 as in PyTorch, 0 in CS231n.</summary>
    public double InitialRunningVariance { get; init; } = 1;

    /// <summary>
    /// Gets whether training too normalizes by the running averages and leaves them as they are, as PyTorch's layer set to
    /// <c>eval()</c>; scale and shift are still learned. For fine-tuning, once the averages are good.
    /// </summary>
    public bool IsFrozen { get; init; }
}
