using System.Globalization;
using System.Numerics;
using SimdOptim.Layers;
using SimdOptim.Optimizers;

namespace SimdOptim.Storage;

/// <summary>What a file holds of a network and its optimizer.</summary>
internal static class NetworkFile
{
    public const string OptimizerPrefix = "optimizer.";
    public const string TrainingPrefix = "training.";

    /// <summary>What is written of every network: layers, parameters, buffers and streams of masks.</summary>
    public static SafetensorsWriter Begin<T>(Network<T> network, IReadOnlyDictionary<string, string>? metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata(MetadataKeys.Format, "pt");
        writer.AddMetadata(MetadataKeys.Version, MetadataKeys.CurrentVersion);
        writer.AddMetadata(MetadataKeys.Architecture, Architecture.Write(network));
        CallersMetadata.Refuse(metadata);
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>()) writer.AddMetadata(key, value);
        NetworkTensors.Write(writer, "", NetworkTensors.OfParameters(network.Layers), () => network.Parameters);
        NetworkTensors.Write(writer, "", NetworkTensors.OfBuffers(network.Layers), () => network.Buffers);
        MaskStreams.Write(writer, network.Layers);
        return writer;
    }

    /// <summary>Adds an optimizer's state, slot by slot, each laid out as the parameters.</summary>
    public static void Add<T>(SafetensorsWriter writer, Network<T> network, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        writer.AddMetadata(MetadataKeys.Optimizer, optimizer.ToString()!);
        writer.AddMetadata(MetadataKeys.Step, Whole(optimizer.StepCount));
        writer.AddMetadata(MetadataKeys.SkippedSteps, Whole(optimizer.SkippedSteps));
        AddState(writer, "", network, () => optimizer.State);
    }

    /// <summary>Adds a state, slot after slot as an optimizer has it.</summary>
    public static void AddState<T>(
        SafetensorsWriter writer, string prefix, Network<T> network, SafetensorsWriter.Source<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = network.ParameterCount;
        for (int start = 0; start < state().Length; start += count)
        {
            int from = start;
            IEnumerable<StoredTensor> tensors = NetworkTensors.OfParameters(network.Layers);
            NetworkTensors.Write(writer, prefix + PrefixOf(start / count), tensors, () => state().Slice(from, count));
        }
    }

    /// <summary>Rebuilds a network; its memory is taken once the file is known to fill it.</summary>
    public static Network<T> Load<T>(SafetensorsFile file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RefuseOtherVersions(file);
        NetworkBuilder<T> builder = ArchitectureReader<T>.Read(file);
        HashSet<string> known = Check(file, builder.Layers);
        // Else most of what the digest is of would be read for nothing else.
        if (!file.Tensors.Any(tensor => IsOfTraining(tensor.Name))) file.RefuseDamage();
        RefuseUnknown(file, builder.Layers, known);
        Network<T> network = builder.Build();
        NetworkTensors.Read(file, "", NetworkTensors.OfParameters(network.Layers), network.Parameters);
        NetworkTensors.Read(file, "", NetworkTensors.OfBuffers(network.Layers), network.Buffers);
        MaskStreams.Restore(network.Layers, MaskStreams.Read(file, MaskStreams.Of(network.Layers).Count));
        return network;
    }

    /// <summary>Reads parameters and buffers into a network that is there, whoever wrote the file.</summary>
    public static void LoadParameters<T>(SafetensorsFile file, Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HashSet<string> known = [];
        NetworkTensors.Check(file, "", NetworkTensors.OfParameters(network.Layers), known);
        NetworkTensors.Check(file, "", NetworkTensors.OfBuffers(network.Layers), known);
        known.UnionWith(Enumerable.Range(0, MaskStreams.Of(network.Layers).Count).Select(MaskStreams.NameOf));
        RefuseUnknown(file, network.Layers, known);
        T[] parameters = new T[network.ParameterCount], buffers = new T[network.Buffers.Length];
        NetworkTensors.Read(file, "", NetworkTensors.OfParameters(network.Layers), parameters);
        NetworkTensors.Read(file, "", NetworkTensors.OfBuffers(network.Layers), buffers);
        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
    }

    /// <summary>Reads what was kept of an optimizer of the same rule.</summary>
    /// <returns>The steps taken and skipped, and the state after them.</returns>
    public static (long StepCount, long SkippedSteps, T[] State) ReadOptimizer<T>(
        SafetensorsFile file, Network<T> network, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string found = Text(file, MetadataKeys.Optimizer), expected = optimizer.ToString()!;
        if (found != expected)
            throw file.FaultOfMetadata(MetadataKeys.Optimizer, $"expected {expected}, found {FileFault.Shown(found, 200)}");
        long step = Whole(file, MetadataKeys.Step), skipped = Whole(file, MetadataKeys.SkippedSteps);
        return (step, skipped, ReadState(file, "", network, optimizer.SlotCount));
    }

    /// <summary>Reads what <see cref="AddState"/> has written.</summary>
    public static T[] ReadState<T>(SafetensorsFile file, string prefix, Network<T> network, int slotCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int slot = 0; slot < slotCount; slot++)
            NetworkTensors.Check(file, prefix + PrefixOf(slot), NetworkTensors.OfParameters(network.Layers), []);

        T[] state = new T[slotCount * network.ParameterCount];
        for (int slot = 0; slot < slotCount; slot++)
        {
            Span<T> values = state.AsSpan(slot * network.ParameterCount, network.ParameterCount);
            NetworkTensors.Read(file, prefix + PrefixOf(slot), NetworkTensors.OfParameters(network.Layers), values);
        }

        return state;
    }

    /// <summary>Refuses a file that does not hold these layers.</summary>
    /// <returns>The names of their tensors.</returns>
    public static HashSet<string> Check<T>(SafetensorsFile file, IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HashSet<string> known = [];
        NetworkTensors.Check(file, "", NetworkTensors.OfParameters(layers), known);
        NetworkTensors.Check(file, "", NetworkTensors.OfBuffers(layers), known);
        int streams = MaskStreams.Of(layers).Count;
        for (int i = 0; i < streams; i++)
        {
            MaskStreams.Check(file, i);
            known.Add(MaskStreams.NameOf(i));
        }

        return known;
    }

    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A metadata text that has to be there.</summary>
    public static string Text(SafetensorsFile file, string key) => file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw file.FaultOfMetadata(key, "expected text, found none of this name");

    /// <summary>A metadata whole number that has to be there, not negative.</summary>
    public static long Whole(SafetensorsFile file, string key)
    {
        string text = Text(file, key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw file.FaultOfMetadata(key, $"expected a whole number, found {FileFault.Quoted(text)}");
    }

    public static void RefuseOtherVersions(SafetensorsFile file)
    {
        if (file.Metadata.TryGetValue(MetadataKeys.Version, out string? version) && version != MetadataKeys.CurrentVersion)
        {
            throw file.FaultOfMetadata(
                MetadataKeys.Version,
                $"expected {MetadataKeys.CurrentVersion}, found {FileFault.Quoted(version)}: a later SimdOptim wrote it");
        }
    }

    private static string PrefixOf(int slot) => $"{OptimizerPrefix}{slot}.";

    private static bool IsOfTraining(string name) =>
        name.StartsWith(OptimizerPrefix, StringComparison.Ordinal) || name.StartsWith(TrainingPrefix, StringComparison.Ordinal);

    private static void RefuseUnknown<T>(SafetensorsFile file, IReadOnlyList<Layer<T>> layers, HashSet<string> known)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            if (known.Contains(tensor.Name) || IsOfTraining(tensor.Name) || IsBatchCount(tensor.Name, layers)) continue;
            throw file.Fault(tensor.Name, "expected tensors of the network's layers, found one that is of none");
        }
    }

    /// <summary>PyTorch counts the batches that a normalization has seen, of use only to a plain average of them all.</summary>
    private static bool IsBatchCount<T>(string name, IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, name.IndexOf('.')), NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
        && layer < layers.Count && layers[layer] is BatchNorm<T>;
}
