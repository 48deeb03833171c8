namespace SimdOptim.Initializers;

/// <summary>The order in which the elements of a dense weight matrix are drawn from a random stream.</summary>
public enum DrawOrder
{
    /// <summary>
    /// All inputs of the first output, then of the second: row-major <c>[outputs, inputs]</c>, as in deeplearning.ai and PyTorch.
    /// </summary>
    OutputsFirst,

    /// <summary>
    /// All outputs of the first input, then of the second: row-major <c>[inputs, outputs]</c>, as in "Neural Networks from
    /// Scratch" and CS231n.
    /// </summary>
    InputsFirst,
}
