namespace SimdOptim.Storage;

/// <summary>The place of a tensor in a file and in a flat array. In the file it has PyTorch's name and shape.</summary>
/// <param name="Name">The number of the layer, activations included, and the name of the tensor: <c>0.weight</c>.</param>
/// <param name="Tensor">The tensor; a weight is <c>[inputs, outputs]</c> in the array and <c>[outputs, inputs]</c> in the file.</param>
/// <param name="Offset">The index of its first element in the flat array.</param>
internal readonly record struct StoredTensor(string Name, ParameterTensor Tensor, int Offset)
{
    public bool IsTransposed => Tensor.Kind == TensorKind.Weight;

    public long[] Shape => IsTransposed ? [Tensor.Columns, Tensor.Rows] : Tensor.Rows == 1 ? [Tensor.Columns] : [Tensor.Rows, Tensor.Columns];
}
