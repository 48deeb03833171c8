using SimdOptim.Optimizers;

namespace SimdOptim;

/// <summary>Where each tensor lies in the flat array of parameters, and in that of gradients: the one place that knows.</summary>
public sealed class ParameterLayout
{
    private readonly ParameterTensor[] _tensors;

    internal ParameterLayout(ParameterTensor[] tensors)
    {
        _tensors = tensors;
        Count = tensors.Sum(tensor => tensor.Count);
    }

    /// <summary>Gets the number of parameters.</summary>
    public int Count { get; }

    /// <summary>Gets the tensors in the order of their offsets; together they cover the array without gap or overlap.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <summary>Gets a tensor by its name.</summary>
    /// <param name="name">The name, <c>dense1.weight</c>.</param>
    /// <exception cref="ArgumentException">There is no such tensor; the message lists those there are.</exception>
    public ParameterTensor this[string name] => Array.Find(_tensors, tensor => tensor.Name == name)
        ?? throw new ArgumentException(
            $"There is no tensor named {name}; there are {string.Join(", ", _tensors.Select(tensor => tensor.Name))}.", nameof(name));

    /// <summary>Returns everything but the weights: what decay leaves alone.</summary>
    public ParameterRanges ExceptWeights() =>
        new([.. _tensors.Where(tensor => tensor.Kind != TensorKind.Weight).Select(tensor => (tensor.Offset, tensor.Offset + tensor.Count))]);
}
