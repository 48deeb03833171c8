namespace SimdOptim;

/// <summary>What a tensor of parameters is for: penalties and decay are for weights alone.</summary>
public enum TensorKind
{
    /// <summary>A weight, which multiplies.</summary>
    Weight,

    /// <summary>A bias, which is added.</summary>
    Bias,
}
