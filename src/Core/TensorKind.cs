namespace SimdOptim;

/// <summary>What a tensor is for: penalties and decay are for weights alone.</summary>
public enum TensorKind
{
    /// <summary>A weight, which multiplies one value into another; drawn by an initializer.</summary>
    Weight,

    /// <summary>A bias, which is added; 0 in the beginning.</summary>
    Bias,

    /// <summary>A scale, which multiplies a value in its place; 1 in the beginning.</summary>
    Scale,

    /// <summary>A running average of means: no parameter but a buffer, learned without gradients; 0 in the beginning.</summary>
    RunningMean,

    /// <summary>
    /// A running average of variances: no parameter but a buffer, learned without gradients; 1 in the beginning, or as its layer
    /// says.
    /// </summary>
    RunningVariance,
}
