using SimdOptim.Layers;
using SimdOptim.Randomness;

namespace SimdOptim.Storage;

/// <summary>Builds the layers that a file describes. Whether there is memory for their parameters is checked later.</summary>
internal sealed class ArchitectureReader<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How each built-in kind of layer is built from its description.</summary>
    private static readonly Dictionary<string, Action<ArchitectureReader<T>, Description>> _builtIn = new()
    {
        ["dense"] = (reader, layer) => reader._builder.Dense(layer.GetInt32("outputs")),
        ["relu"] = (reader, _) => reader._builder.ReLU(),
        ["sigmoid"] = (reader, _) => reader._builder.Sigmoid(),
        ["tanh"] = (reader, _) => reader._builder.Tanh(),
        ["silu"] = (reader, _) => reader._builder.SiLU(),
        ["softplus"] = (reader, _) => reader._builder.Softplus(),
        ["softmax"] = (reader, _) => reader._builder.Softmax(),
        ["logsoftmax"] = (reader, _) => reader._builder.LogSoftmax(),
        ["leakyrelu"] = (reader, layer) => reader._builder.LeakyReLU(layer.GetDouble("negativeSlope")),
        ["elu"] = (reader, layer) => reader._builder.Elu(layer.GetDouble("alpha")),
        ["selu"] = (reader, _) => reader._builder.Activation(new Activations.Selu()),
        ["gelu"] = (reader, layer) => reader._builder.Gelu(layer.GetBoolean("tanh") ? GeluForm.Tanh : GeluForm.Exact),
        ["layernorm"] = (reader, layer) => reader._builder.LayerNorm(layer.GetDouble("epsilon")),
        ["batchnorm"] = (reader, layer) => reader._builder.BatchNorm(new BatchNormOptions
        {
            Momentum = layer.GetDouble("momentum"),
            Epsilon = layer.GetDouble("epsilon"),
            UsesUnbiasedVariance = layer.GetBoolean("unbiased"),
            InitialRunningVariance = layer.GetDouble("initialVariance"),
            IsFrozen = layer.GetBoolean("frozen"),
        }),
        ["dropout"] = (reader, layer) => reader._builder.Dropout(layer.GetDouble("keep"), reader.ReadMask(layer.GetDescription("mask"))),
    };

    private static readonly Dictionary<string, Func<ArchitectureReader<T>, Description, IDropoutMask<T>>> _builtInMasks = new()
    {
        ["PhiloxMask"] = (_, mask) => new PhiloxMask<T>(mask.GetUInt64("seed")),
        ["NumPyMask"] = (reader, mask) => reader.ReadStream(mask),
    };

    private readonly SafetensorsFile _file;
    private readonly NetworkKinds<T>? _kinds;
    private readonly NetworkBuilder<T> _builder;
    private readonly Dictionary<int, NumPyMask<T>> _streams = [];

    private ArchitectureReader(SafetensorsFile file, NetworkKinds<T>? kinds, int inputCount)
    {
        _file = file;
        _kinds = kinds;
        _builder = new NetworkBuilder<T>(inputCount);
    }

    /// <summary>Builds the layers.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kinds">How kinds that are not built in are built, or null.</param>
    /// <exception cref="InvalidDataException">The file describes no layers, one of an unknown kind, or one that cannot be.</exception>
    public static NetworkBuilder<T> Read(SafetensorsFile file, NetworkKinds<T>? kinds)
    {
        Architecture architecture = Architecture.Read(file);
        if (architecture.Layers.Count == 0) throw Architecture.Fault(file, "expected at least one layer, found none");
        string place = "the network";
        try
        {
            ArchitectureReader<T> reader = new(file, kinds, architecture.InputCount);
            for (int i = 0; i < architecture.Layers.Count; i++)
            {
                place = $"layer {i}";
                reader.Add(architecture.Layers[i]);
            }

            // A value that no kind has read makes a difference too.
            Architecture.Of(reader._builder.Layers).RefuseOther(file, architecture);
            return reader._builder;
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException or OverflowException)
        {
            string problem = FileFault.Shown(refusal.Message, 200);
            throw Architecture.Fault(file, $"{place}: expected what a layer allows, found that {problem}", refusal);
        }
    }

    /// <summary>Returns whether a kind of layer or mask needs no registration.</summary>
    public static bool IsBuiltIn(string kind) => _builtIn.ContainsKey(kind) || _builtInMasks.ContainsKey(kind);

    private void Add(Description layer)
    {
        if (_builtIn.TryGetValue(layer.Kind, out Action<ArchitectureReader<T>, Description>? add)) add(this, layer);
        else if (_kinds?.FindLayer(layer.Kind) is { } addOwn) addOwn(_builder, layer);
        else throw Unknown("layer", layer.Kind, "AddLayer or AddActivation");
    }

    private IDropoutMask<T> ReadMask(Description mask)
    {
        if (_builtInMasks.TryGetValue(mask.Kind, out Func<ArchitectureReader<T>, Description, IDropoutMask<T>>? create)) return create(this, mask);
        return _kinds?.FindMask(mask.Kind) is { } createOwn ? createOwn(mask) : throw Unknown("mask", mask.Kind, "AddMask");
    }

    private NumPyMask<T> ReadStream(Description mask)
    {
        int number = mask.GetInt32(Architecture.Stream);
        if (!_streams.TryGetValue(number, out NumPyMask<T>? stream))
        {
            MaskStreams.Check(_file, number); // before the stream takes memory
            MaskOrder order = mask.GetBoolean("featuresFirst") ? MaskOrder.FeaturesFirst : MaskOrder.SamplesFirst;
            bool isSeeded = mask["seedOfPass"] is not null;
            stream = isSeeded ? new(checked((uint)mask.GetUInt64("seedOfPass")), order) : new(new NumPyRandom(0), order);
            _streams.Add(number, stream);
        }

        return stream;
    }

    private InvalidDataException Unknown(string what, string kind, string how) => Architecture.Fault(
        _file, $"expected a known kind of {what}, found {FileFault.Quoted(kind)}; register it with NetworkKinds.{how} and load with those kinds");
}
