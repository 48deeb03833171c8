namespace SimdOptim.Layers;

/// <summary>
/// Which random numbers a batch draws: those of its step, from its first sample on. Splitting a batch does not change them.
/// </summary>
/// <param name="Step">The number of steps taken before.</param>
/// <param name="FirstSample">The place of the first sample in the step's whole batch.</param>
internal readonly record struct BatchPosition(long Step, long FirstSample);
