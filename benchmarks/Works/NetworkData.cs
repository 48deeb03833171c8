namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// The random batch on which every contestant trains its network.
/// </summary>
internal sealed class NetworkData(NetworkShape shape)
{
    /// <summary>
    /// The learning rate of the first steps, which check the contestants against each other. It changes the parameters visibly.
    /// </summary>
    public const double CheckedLearningRate = 1e-3;

    /// <summary>
    /// The learning rate during measurements. It is so low that the network hardly changes, so that no contestant reaches
    /// vanishing gradients and their denormal numbers before another.
    /// </summary>
    public const double SteadyLearningRate = 1e-6;

    /// <summary>The number of losses that check the contestants. The last is the loss after three steps.</summary>
    public const int CheckedSteps = 4;

    public NetworkShape Shape => shape;

    /// <summary>Gets <c>[batch, inputs]</c>. The first sample is used for inference.</summary>
    public float[] Inputs { get; } = SharedNumbers.Make(shape.Batch * shape.Widths[0], SharedNumbers.Inputs, offset: 0.5);

    /// <summary>Gets <c>[batch]</c>, classes.</summary>
    public float[] Targets { get; } =
        [.. SharedNumbers.Make(shape.Batch, SharedNumbers.Targets, scale: shape.Classes).Select(target => MathF.Floor(target))];
}
