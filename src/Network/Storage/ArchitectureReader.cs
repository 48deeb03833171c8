using System.Numerics;
using System.Text.Json;
using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Storage;

/// <summary>
/// Rebuilds the layers that <see cref="Architecture"/> describes; whether there is memory for them is asked later.
/// </summary>
internal sealed class ArchitectureReader<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SafetensorsFile _file;
    private readonly List<NumPyMask<T>> _streams = [];

    private ArchitectureReader(SafetensorsFile file) => _file = file;

    /// <summary>Reads the architecture that a file carries.</summary>
    /// <exception cref="InvalidDataException">It carries none, or one that is no network.</exception>
    public static NetworkBuilder<T> Read(SafetensorsFile file)
    {
        ArchitectureReader<T> reader = new(file);
        if (!file.Metadata.TryGetValue(MetadataKeys.Architecture, out string? text))
            throw reader.Fault("expected the layers of a network, found none");
        try
        {
            JsonDocumentOptions strict = new() { MaxDepth = 3, AllowDuplicateProperties = false };
            using JsonDocument json = JsonDocument.Parse(text, strict);
            return reader.Build(json.RootElement);
        }
        catch (JsonException fault)
        {
            string place = $"found otherwise at byte {fault.BytePositionInLine}";
            throw reader.Fault($"expected JSON of at most 3 levels, each member once, {place}", fault);
        }
    }

    private NetworkBuilder<T> Build(JsonElement network)
    {
        Members root = new(network, "the network", Fault);
        NetworkBuilder<T> builder = root.Try(() => new NetworkBuilder<T>(root.Whole("inputs")));
        int number = 0;
        foreach (JsonElement element in root.List("layers"))
        {
            Members layer = new(element, $"layer {number++}", Fault);
            layer.Try(() => Add(builder, layer));
            layer.RefuseOthers();
        }

        root.RefuseOthers();
        return number > 0 ? builder : throw Fault("expected at least one layer, found none");
    }

    private NetworkBuilder<T> Add(NetworkBuilder<T> builder, Members layer) => layer.Text("kind") switch
    {
        "dense" => builder.Dense(layer.Whole("outputs")),
        "relu" => builder.ReLU(),
        "sigmoid" => builder.Sigmoid(),
        "tanh" => builder.Tanh(),
        "silu" => builder.SiLU(),
        "softplus" => builder.Softplus(),
        "softmax" => builder.Softmax(),
        "logsoftmax" => builder.LogSoftmax(),
        "leakyrelu" => builder.LeakyReLU(layer.Number("negativeSlope")),
        "elu" => builder.Elu(layer.Number("alpha")),
        "gelu" => builder.Gelu(layer.Flag("tanh") ? GeluForm.Tanh : GeluForm.Exact),
        "layernorm" => builder.LayerNorm(layer.Number("epsilon")),
        "batchnorm" => builder.BatchNorm(new BatchNormOptions
        {
            Momentum = layer.Number("momentum"),
            Epsilon = layer.Number("epsilon"),
            UsesUnbiasedVariance = layer.Flag("unbiased"),
            InitialRunningVariance = layer.Number("initialVariance"),
            IsFrozen = layer.Flag("frozen"),
        }),
        "dropout" => builder.Dropout(layer.Number("keep"), ReadMask(layer)),
        string other => throw Fault($"expected a kind of layer, found {FileFault.Quoted(other)}"),
    };

    private IDropoutMask<T> ReadMask(Members layer)
    {
        if (!layer.Has("stream")) return new PhiloxMask<T>(layer.Word("seed"));

        int stream = layer.Whole("stream");
        MaskOrder order = layer.Flag("featuresFirst") ? MaskOrder.FeaturesFirst : MaskOrder.SamplesFirst;
        uint? seed = layer.Has("seedOfPass") ? checked((uint)layer.Word("seedOfPass")) : null;
        if (stream == _streams.Count)
        {
            MaskStreams.Check(_file, stream); // before there is memory for it
            _streams.Add(seed is { } word ? new NumPyMask<T>(word, order) : new NumPyMask<T>(new NumPyRandom(0), order));
        }

        if (stream < 0 || stream >= _streams.Count || (_streams[stream].Order, _streams[stream].Seed) != (order, seed))
            throw Fault($"expected streams of masks in order and each of one kind, found otherwise in stream {stream}");
        return _streams[stream];
    }

    private InvalidDataException Fault(string problem) => Fault(problem, null);

    private InvalidDataException Fault(string problem, Exception? cause) =>
        _file.FaultOfMetadata(MetadataKeys.Architecture, problem, cause);
}
