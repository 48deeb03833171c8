using SimdOptim.Layers;

namespace SimdOptim;

/// <summary>Lays out the tensors of layers one after another in one flat array.</summary>
internal static class LayerLayout
{
    /// <summary>Returns the name of each layer, its kind and its number among the layers of that kind: <c>dense1</c>.</summary>
    public static string[] NamesOf<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, int> numbers = [];
        return
        [
            .. layers.Select(layer => layer.Describe().Kind)
                .Select(kind => $"{kind}{numbers[kind] = numbers.GetValueOrDefault(kind) + 1}"),
        ];
    }

    /// <summary>Returns the layout, its tensors named after their layer (<c>dense1.weight</c>), and the range of each layer.</summary>
    public static (ParameterLayout Layout, Range[] LayerRanges) Create<T>(
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

        return (new ParameterLayout(tensors), layerRanges);
    }
}
