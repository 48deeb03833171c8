using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Optimizers;

namespace SimdOptim;

/// <summary>
/// Where each tensor lies in a flat array: of the parameters (and of their gradients), or of the buffers. The one place that
/// knows.
/// </summary>
public sealed class ParameterLayout
{
    private readonly ParameterTensor[] _tensors;
    private readonly Range[] _layerRanges;

    private ParameterLayout(ParameterTensor[] tensors, Range[] layerRanges)
    {
        _tensors = tensors;
        _layerRanges = layerRanges;
        Count = tensors.Sum(tensor => tensor.Count);
    }

    /// <summary>Gets the number of elements.</summary>
    public int Count { get; }

    /// <summary>Gets the tensors in the order of their offsets; together they cover the array without gap or overlap.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => _tensors;

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

    /// <summary>Returns everything but the weights: what decay leaves alone.</summary>
    public ParameterRanges ExceptWeights() =>
        new([.. _tensors.Where(tensor => tensor.Kind != TensorKind.Weight).Select(tensor => (tensor.Offset, tensor.Offset + tensor.Count))]);

    /// <summary>Returns the name of each layer, its kind and its number among the layers of that kind: <c>dense1</c>.</summary>
    internal static string[] NamesOf<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, int> numbers = [];
        return [.. layers.Select(layer => $"{layer.Kind}{numbers[layer.Kind] = numbers.GetValueOrDefault(layer.Kind) + 1}")];
    }

    /// <summary>Lays out tensors of layers one behind the other, named after their layer: <c>dense1.weight</c>.</summary>
    internal static ParameterLayout Of<T>(
        IReadOnlyList<Layer<T>> layers, Func<Layer<T>, IReadOnlyList<ParameterTensor>> tensorsOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] names = NamesOf(layers);
        List<ParameterTensor> tensors = [];
        Range[] layerRanges = new Range[layers.Count];
        int offset = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            int start = offset;
            foreach (ParameterTensor tensor in tensorsOf(layers[i]))
            {
                tensors.Add(tensor with { Name = $"{names[i]}.{tensor.Name}", Offset = start + tensor.Offset });
                offset += tensor.Count;
            }

            layerRanges[i] = start..offset;
        }

        return new ParameterLayout([.. tensors], layerRanges);
    }

    /// <summary>Returns the elements of one layer.</summary>
    internal Range OfLayer(int layer) => _layerRanges[layer];
}
