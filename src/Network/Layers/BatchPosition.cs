namespace SimdOptim.Layers;

/// <summary>
/// The place of a batch in training, which decides what random numbers it draws: splitting a batch does not change them.
/// </summary>
/// <param name="Step">The number of steps taken before.</param>
/// <param name="FirstSample">The place of the first sample in the step's whole batch.</param>
public readonly record struct BatchPosition(long Step, long FirstSample);
