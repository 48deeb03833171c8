namespace SimdOptim.Gradients;

/// <summary>A scalar function of many parameters, such as the loss of a network on a batch.</summary>
/// <param name="parameters">The parameters, <c>[parameters]</c>; the span is valid during the call only.</param>
/// <returns>The value; the same for the same parameters, so dropout is off or its mask held fixed.</returns>
public delegate double Objective(ReadOnlySpan<double> parameters);
