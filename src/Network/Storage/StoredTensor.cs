namespace SimdOptim.Storage;

/// <summary>Where a tensor of a network stands in a file: under PyTorch's name, in PyTorch's shape.</summary>
/// <param name="Name">The number of the layer, activations counted too, and the name of the tensor: <c>0.weight</c>.</param>
/// <param name="Tensor">The tensor; a weight is <c>[inputs, outputs]</c> here and <c>[outputs, inputs]</c> there.</param>
/// <param name="Offset">The index of its first element in the flat array.</param>
internal readonly record struct StoredTensor(string Name, ParameterTensor Tensor, int Offset)
{
    public bool IsTransposed => Tensor.Kind == TensorKind.Weight;

    public long[] Shape => IsTransposed ? [Tensor.Columns, Tensor.Rows] : [Tensor.Columns];
}
