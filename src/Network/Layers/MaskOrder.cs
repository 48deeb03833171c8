namespace SimdOptim.Layers;

/// <summary>In which order the elements of a mask are drawn from a random stream.</summary>
public enum MaskOrder
{
    /// <summary>All features of the first sample, then of the second: row-major <c>[batch, features]</c>, as CS231n.</summary>
    SamplesFirst,

    /// <summary>
    /// All samples of the first feature, then of the second: row-major <c>[features, batch]</c>, as deeplearning.ai.
    /// </summary>
    FeaturesFirst,
}
