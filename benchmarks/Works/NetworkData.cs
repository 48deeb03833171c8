namespace SimdOptim.Benchmarks.Works;

/// <summary>
/// The batch that a network is trained on, the same for every contestant: nothing to be learned, all the work to be done.
/// </summary>
internal sealed class NetworkData(NetworkShape shape)
{
    /// <summary>
    /// A rate that moves the parameters, in the first steps, by which the contestants are checked against each other.
    /// </summary>
    public const double CheckedLearningRate = 1e-3;

    /// <summary>
    /// The rate while time is taken: so low that the network stays where it is, and no contestant comes to vanishing gradients
    /// and their denormal numbers before another.
    /// </summary>
    public const double SteadyLearningRate = 1e-6;

    /// <summary>The losses by which contestants are checked: the last is that after three steps.</summary>
    public const int CheckedSteps = 4;

    public NetworkShape Shape => shape;

    /// <summary>Gets <c>[batch, inputs]</c>; the first sample is the one inferred.</summary>
    public float[] Inputs { get; } = SharedNumbers.Make(shape.Batch * shape.Widths[0], SharedNumbers.Inputs, offset: 0.5);

    /// <summary>Gets <c>[batch]</c>, classes.</summary>
    public float[] Targets { get; } =
        [.. SharedNumbers.Make(shape.Batch, SharedNumbers.Targets, scale: shape.Classes).Select(target => MathF.Floor(target))];
}
