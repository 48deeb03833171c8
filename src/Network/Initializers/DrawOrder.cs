namespace SimdOptim.Initializers;

/// <summary>In which order the elements of a dense weight are drawn from a random stream.</summary>
public enum DrawOrder
{
    /// <summary>
    /// All inputs of the first output, then of the second: row-major <c>[outputs, inputs]</c>, as deeplearning.ai and PyTorch.
    /// </summary>
    OutputsFirst,

    /// <summary>
    /// All outputs of the first input, then of the second: row-major <c>[inputs, outputs]</c>, as "Neural Networks from Scratch"
    /// and CS231n.
    /// </summary>
    InputsFirst,
}
