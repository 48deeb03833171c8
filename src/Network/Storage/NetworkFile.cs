using System.Globalization;
using SimdOptim.Layers;
using SimdOptim.Optimizers;

namespace SimdOptim.Storage;

/// <summary>What a file holds of a network and its optimizer.</summary>
internal static class NetworkFile
{
    /// <summary>What the names of a trainer's tensors begin with.</summary>
    public const string TrainingPrefix = "training.";

    /// <summary>Begins a file with what is written of every network: layers, parameters, buffers and streams of masks.</summary>
    public static SafetensorsWriter Begin<T>(Network<T> network, IReadOnlyDictionary<string, string>? metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata(MetadataKeys.Format, "pt");
        writer.AddMetadata(MetadataKeys.Version, MetadataKeys.CurrentVersion);
        writer.AddMetadata(MetadataKeys.Architecture, Architecture.Of(network.Layers).Write());
        CallersMetadata.Refuse(metadata);
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>()) writer.AddMetadata(key, value);
        NetworkTensors.Write(writer, "", NetworkTensors.OfParameters(network.Layers), () => network.Parameters);
        NetworkTensors.Write(writer, "", NetworkTensors.OfBuffers(network.Layers), () => network.Buffers);
        MaskStreams.Write(writer, network.Layers);
        return writer;
    }

    /// <summary>Adds an optimizer.</summary>
    public static void Add<T>(SafetensorsWriter writer, Network<T> network, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        writer.AddMetadata(MetadataKeys.Optimizer, DescriptionJson.Write(optimizer.Describe()));
        writer.AddMetadata(MetadataKeys.LearningRate, optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture));
        writer.AddMetadata(MetadataKeys.Step, Whole(optimizer.StepCount));
        writer.AddMetadata(MetadataKeys.SkippedSteps, Whole(optimizer.SkippedSteps));
        writer.AddMetadata(MetadataKeys.Phase, Whole(optimizer.Phase));
        NetworkTensors.Write(writer, "", NetworkTensors.OfState(network.Layers, optimizer), () => optimizer.State);
        NetworkTensors.Write(writer, "", NetworkTensors.OfScalars(optimizer), () => optimizer.Scalars);
    }

    /// <summary>Rebuilds a network. It takes memory only after the file is known to fill it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kinds">The user-defined kinds, or null.</param>
    /// <param name="verifyDigest">Whether to hash the file while it is read, and to compare at the end.</param>
    public static Network<T> Load<T>(SafetensorsFile file, NetworkKinds<T>? kinds = null, bool verifyDigest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RefuseOtherVersions(file, readsFirst: true);
        NetworkBuilder<T> builder = ArchitectureReader<T>.Read(file, kinds);
        HashSet<string> known = Check(file, builder.Layers);
        RefuseUnknown(file, builder.Layers, known);
        if (verifyDigest) file.BeginDigest();
        Network<T> network = builder.BuildUninitialized();
        NetworkTensors.Read(file, "", NetworkTensors.OfParameters(network.Layers), network.Parameters);
        NetworkTensors.Read(file, "", NetworkTensors.OfBuffers(network.Layers), network.Buffers);
        MaskStreams.Restore(network.Layers, MaskStreams.Read(file, MaskStreams.Of(network.Layers).Count));
        if (verifyDigest) file.RefuseDamage();
        return network;
    }

    /// <summary>Overwrites parameters and buffers with those of a file, which another program may have written.</summary>
    public static void LoadParameters<T>(SafetensorsFile file, Network<T> network, bool verifyDigest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HashSet<string> known = [];
        NetworkTensors.Check(file, "", NetworkTensors.OfParameters(network.Layers), known);
        NetworkTensors.Check(file, "", NetworkTensors.OfBuffers(network.Layers), known);
        known.UnionWith(Enumerable.Range(0, MaskStreams.Of(network.Layers).Count).Select(MaskStreams.NameOf));
        RefuseUnknown(file, network.Layers, known);
        if (verifyDigest) file.BeginDigest();
        T[] parameters = GC.AllocateUninitializedArray<T>(network.ParameterCount), buffers = new T[network.Buffers.Length];
        NetworkTensors.Read<T>(file, "", NetworkTensors.OfParameters(network.Layers), parameters);
        NetworkTensors.Read<T>(file, "", NetworkTensors.OfBuffers(network.Layers), buffers);
        if (verifyDigest) file.RefuseDamage();
        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
    }

    /// <summary>Reads and checks what was saved of an optimizer of the same rule.</summary>
    /// <returns>What restores the optimizer; until then it is unchanged.</returns>
    public static Action ReadOptimizer<T>(SafetensorsFile file, Network<T> network, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RefuseOtherVersions(file, readsFirst: false);
        RefuseOther(file, MetadataKeys.Optimizer, optimizer.Describe());
        long step = Whole(file, MetadataKeys.Step), skipped = Whole(file, MetadataKeys.SkippedSteps);
        int phase = Phase(file, MetadataKeys.Phase, optimizer);
        double rate = ReadLearningRate<T>(file) ?? optimizer.LearningRate;
        T[] state = new T[optimizer.State.Length];
        double[] scalars = new double[optimizer.Scalars.Length];
        NetworkTensors.Read<T>(file, "", NetworkTensors.OfState(network.Layers, optimizer), state);
        NetworkTensors.Read<double>(file, "", NetworkTensors.OfScalars(optimizer), scalars);
        return () =>
        {
            optimizer.Restore(step, state, scalars, skipped, phase);
            optimizer.LearningRate = rate;
        };
    }

    /// <summary>Returns the learning rate; null if the file is older than this value.</summary>
    private static double? ReadLearningRate<T>(SafetensorsFile file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!file.Metadata.TryGetValue(MetadataKeys.LearningRate, out string? text)) return null;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate);
        if (isNumber && rate >= 0 && T.IsFinite(T.CreateTruncating(rate))) return rate;
        string problem = $"expected a number, not negative, in the range of {typeof(T).Name}, found {FileFault.Quoted(text)}";
        throw file.FaultOfMetadata(MetadataKeys.LearningRate, problem);
    }

    /// <summary>Refuses a file in which something is described in another way, and says where the descriptions differ.</summary>
    public static void RefuseOther(SafetensorsFile file, string key, Description expected)
    {
        if (expected.FindDifference(DescriptionJson.Read(file, key)) is { } difference)
            throw file.FaultOfMetadata(key, FileFault.Shown(difference, 400));
    }

    /// <summary>Refuses a file that does not hold these layers.</summary>
    /// <returns>The names of the layers' tensors.</returns>
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

    /// <summary>Returns a metadata text; the file must have it.</summary>
    public static string Text(SafetensorsFile file, string key) => file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw file.FaultOfMetadata(key, "expected text, found none of this name");

    /// <summary>Returns a metadata whole number, not negative; the file must have it.</summary>
    public static long Whole(SafetensorsFile file, string key)
    {
        string text = Text(file, key);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw file.FaultOfMetadata(key, $"expected a whole number, found {FileFault.Quoted(text)}");
    }

    /// <summary>The phase of an optimizer.</summary>
    public static int Phase<T>(SafetensorsFile file, string key, Optimizer<T> optimizer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long phase = Whole(file, key);
        return phase < optimizer.PhaseCount
            ? (int)phase
            : throw file.FaultOfMetadata(key, $"expected a phase from 0 to {optimizer.PhaseCount - 1}, found {phase}");
    }

    /// <summary>Refuses a file of a later version, and of the first if that is not read.</summary>
    public static void RefuseOtherVersions(SafetensorsFile file, bool readsFirst)
    {
        string version = file.Metadata.GetValueOrDefault(MetadataKeys.Version, MetadataKeys.CurrentVersion);
        if (version == MetadataKeys.CurrentVersion || (readsFirst && version == MetadataKeys.FirstVersion)) return;
        string problem = version == MetadataKeys.FirstVersion
            ? "an earlier SimdOptim wrote it, whose networks can be loaded, but not its optimizers and checkpoints"
            : "a later SimdOptim wrote it";
        throw file.FaultOfMetadata(
            MetadataKeys.Version, $"expected {MetadataKeys.CurrentVersion}, found {FileFault.Quoted(version)}: {problem}");
    }

    private static bool IsOfTraining(string name) =>
        name.StartsWith(NetworkTensors.OptimizerPrefix, StringComparison.Ordinal) || name.StartsWith(TrainingPrefix, StringComparison.Ordinal);

    private static void RefuseUnknown<T>(SafetensorsFile file, IReadOnlyList<Layer<T>> layers, HashSet<string> known)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            if (known.Contains(tensor.Name) || IsOfTraining(tensor.Name) || IsBatchCount(tensor.Name, layers)) continue;
            throw file.Fault(tensor.Name, "expected tensors of the network's layers, found one of no layer");
        }
    }

    /// <summary>PyTorch counts the batches of a normalization, which only a plain average over all batches would need.</summary>
    private static bool IsBatchCount<T>(string name, IReadOnlyList<Layer<T>> layers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        name.EndsWith(".num_batches_tracked", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(0, name.IndexOf('.')), NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
        && layer < layers.Count && layers[layer] is BatchNorm<T>;
}
