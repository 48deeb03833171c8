using SimdOptim.Optimizers;

namespace SimdOptim;

/// <summary>Where each tensor lies in a flat array of parameters (and of their gradients) or of buffers.</summary>
public sealed class ParameterLayout
{
    private readonly ParameterTensor[] _tensors;

    /// <summary>Initializes the layout.</summary>
    /// <param name="tensors">The tensors in the order of their offsets; they cover the array without gap or overlap.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tensors"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A tensor or its name is null, it has a negative shape, or does not begin where the previous tensor ends; or two have the same name.
    /// </exception>
    public ParameterLayout(params IEnumerable<ParameterTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        _tensors = [.. tensors];
        HashSet<string> names = [];
        foreach (ParameterTensor tensor in _tensors)
        {
            if (tensor?.Name is null) throw new ArgumentException("tensors must not hold null, nor one without a name.", nameof(tensors));
            if (tensor.Rows < 0 || tensor.Columns < 0 || tensor.Offset != Count || (long)tensor.Rows * tensor.Columns > Array.MaxLength - Count)
            {
                throw new ArgumentException(
                    $"tensors must follow each other and fit into one array; {tensor.Name} [{tensor.Rows}, {tensor.Columns}] "
                    + $"at offset {tensor.Offset} follows {Count} elements.",
                    nameof(tensors));
            }

            if (!names.Add(tensor.Name))
                throw new ArgumentException($"tensors must have different names; two are named {tensor.Name}.", nameof(tensors));
            Count += tensor.Count;
        }
    }

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; }

    /// <summary>Gets the tensors in the order of their offsets; together they cover the array without gap or overlap.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => _tensors;

    /// <summary>Gets the elements of all weights, the usual choice for weight decay.</summary>
    public ParameterRanges Weights => Where(tensor => tensor.Kind == TensorKind.Weight);

    /// <summary>Gets a tensor by its name.</summary>
    /// <param name="name">The name, <c>dense1.weight</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such tensor; the message lists those there are.</exception>
    public ParameterTensor this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return Array.Find(_tensors, tensor => tensor.Name == name) ?? throw new ArgumentException(
                $"There is no tensor named {name}; there are {string.Join(", ", _tensors.Select(tensor => tensor.Name))}.",
                nameof(name));
        }
    }

    /// <summary>Returns the elements of some tensors.</summary>
    /// <param name="predicate">Whether a tensor's elements belong to the result.</param>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public ParameterRanges Where(Func<ParameterTensor, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new([.. _tensors.Where(predicate).Select(tensor => (tensor.Offset, tensor.Offset + tensor.Count))]);
    }
}
