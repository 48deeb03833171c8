using System.Text.Json;
using SimdOptim.Layers;

namespace SimdOptim.Storage;

/// <summary>
/// The layers of a network as JSON, each by its description:
/// <c>{"inputs":2,"layers":[{"kind":"dense","outputs":5},{"kind":"relu"}]}</c>. Masks that are drawn from a stream also have the
/// number of that stream, which several layers may share.
/// </summary>
/// <param name="InputCount">The number of inputs of a sample.</param>
/// <param name="Layers">The description of each layer.</param>
internal sealed record Architecture(int InputCount, IReadOnlyList<Description> Layers)
{
    /// <summary>The name of the number of a stream of masks.</summary>
    public const string Stream = "stream";

    /// <summary>Describes the layers of a network.</summary>
    public static Architecture Of<T>(IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<NumPyMask<T>> streams = MaskStreams.Of(layers);
        return new Architecture(layers[0].InputCount, [.. layers.Select(Describe)]);

        Description Describe(Layer<T> layer)
        {
            Description description = layer.Describe();
            if (layer is Dropout<T> { Mask: NumPyMask<T> mask })
                description.GetDescription("mask").Add(Stream, (long)streams.IndexOf(mask));
            return description;
        }
    }

    /// <summary>Reads the layers that a file describes.</summary>
    /// <exception cref="InvalidDataException">It describes none, or is damaged.</exception>
    public static Architecture Read(SafetensorsFile file) => DescriptionJson.Parse(file, MetadataKeys.Architecture, json =>
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !json.TryGetProperty("inputs", out JsonElement inputs) || inputs.ValueKind != JsonValueKind.Number
            || !inputs.TryGetInt32(out int inputCount)
            || !json.TryGetProperty("layers", out JsonElement layers) || layers.ValueKind != JsonValueKind.Array)
        {
            throw Fault(file, "expected an object of inputs, a whole number of 32 bits, and layers, an array, found otherwise");
        }

        IEnumerable<Description> described = layers.EnumerateArray().Select(
            (layer, i) => DescriptionJson.Read(layer, $"layer {i}", problem => Fault(file, problem)));
        return new Architecture(inputCount, [.. described.Select(WithPart)]);
    });

    /// <summary>Returns an exception that names the architecture of a file.</summary>
    public static InvalidDataException Fault(SafetensorsFile file, string problem, Exception? cause = null) =>
        file.FaultOfMetadata(MetadataKeys.Architecture, problem, cause);

    /// <summary>Returns the JSON.</summary>
    public string Write() => DescriptionJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("inputs", InputCount);
        json.WriteStartArray("layers");
        foreach (Description layer in Layers) DescriptionJson.Write(json, layer);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Refuses a file that describes other layers.</summary>
    public void RefuseOther(SafetensorsFile file, Architecture found)
    {
        if (InputCount != found.InputCount) throw Fault(file, $"inputs: expected {InputCount}, found {found.InputCount}");
        for (int i = 0; i < Math.Min(Layers.Count, found.Layers.Count); i++)
        {
            if (Layers[i].FindDifference(found.Layers[i]) is { } difference)
                throw Fault(file, $"layer {i}: {FileFault.Shown(difference, 400)}");
        }

        if (Layers.Count != found.Layers.Count) throw Fault(file, $"layers: expected {Layers.Count}, found {found.Layers.Count}");
    }

    /// <summary>Makes a part of the mask's values, which the first version of the files had beside those of the dropout.</summary>
    private static Description WithPart(Description layer)
    {
        if (layer.Kind != "dropout" || layer["mask"] is not null) return layer;
        Description dropout = new(layer.Kind), mask = new(layer[Stream] is null ? "PhiloxMask" : "NumPyMask");
        foreach (KeyValuePair<string, object> value in layer) (value.Key == "keep" ? dropout : mask).Add(value);
        dropout.Add("mask", mask);
        return dropout;
    }
}
