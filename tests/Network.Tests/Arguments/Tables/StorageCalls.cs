using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Tests.Kinds;
using SimdOptim.Training;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class StorageCalls
{
    private static readonly Dictionary<string, string> _reserved = new() { ["format"] = "np" };
    private static readonly Dictionary<string, string> _unset = new() { ["note"] = null! };

    public static IEnumerable<BadCalls> All() => [.. Networks(), .. Kinds(), .. Descriptions(), .. Checkpoints(), .. Tensors()];

    private static Network<float> Build() => new NetworkBuilder<float>(2).Dense(1).Sigmoid().Build();

    private static IEnumerable<BadCalls> Networks()
    {
        Network<float> network = Build();
        Optimizer<float> own = Optimizer<float>.Create(new Adam(), 3, 0.1);
        Optimizer<float> other = Optimizer<float>.Create(new Adam(), 4, 0.1);
        object Memory() =>
            new object[] { network.Parameters.ToArray(), own.State.ToArray(), other.State.ToArray(), File.Exists("none") };
        return
        [
            new BadCalls("Network<T>.Save(string, Optimizer<T>, IReadOnlyDictionary<string, string>)")
                .Keeps(Memory)
                .RefusesNoText("path", path => network.Save(path))
                .Refuses("optimizer", () => network.Save("none", other))
                .Refuses("metadata", () => network.Save("none", null, _reserved), () => network.Save("none", null, _unset)),
            new BadCalls("Network<T>.Load(string, NetworkKinds<T>, bool)")
                .RefusesElements("T", () => Network<Half>.Load("none"))
                .RefusesNoText("path", path => Network<float>.Load(path)),
            new BadCalls("Network<T>.LoadParameters(string, bool)")
                .Keeps(Memory).RefusesNoText("path", path => network.LoadParameters(path)),
            new BadCalls("Network<T>.LoadOptimizer(string, Optimizer<T>)")
                .Keeps(Memory)
                .RefusesNoText("path", path => network.LoadOptimizer(path, own))
                .RefusesNull("optimizer", () => network.LoadOptimizer("none", null!))
                .Refuses("optimizer", () => network.LoadOptimizer("none", other)),
        ];
    }

    private static IEnumerable<BadCalls> Kinds()
    {
        NetworkKinds<float> kinds = new NetworkKinds<float>()
            .AddLayer("mine", Scale).AddActivation("own", _ => new Swish2(1)).AddMask("my", _ => new EveryOther<float>(1));
        return
        [
            new BadCalls("NetworkKinds<T>.AddLayer(string, Func<int, Description, Layer<T>>)")
                .RefusesNoText("kind", kind => kinds.AddLayer(kind, Scale))
                .Refuses("kind", () => kinds.AddLayer("mine", Scale), () => kinds.AddLayer("own", Scale), () => kinds.AddLayer("dense", Scale))
                .RefusesNull("create", () => kinds.AddLayer("new", null!)),
            new BadCalls("NetworkKinds<T>.AddActivation<TActivation>(string, Func<Description, TActivation>)")
                .RefusesNoText("kind", kind => kinds.AddActivation(kind, _ => new Swish2(1)))
                .Refuses("kind", () => kinds.AddActivation("own", _ => new Swish2(1)), () => kinds.AddActivation("relu", _ => new Swish2(1)))
                .RefusesNull("create", () => kinds.AddActivation<Swish2>("new", null!)),
            new BadCalls("NetworkKinds<T>.AddMask(string, Func<Description, IDropoutMask<T>>)")
                .RefusesNoText("kind", kind => kinds.AddMask(kind, _ => new EveryOther<float>(1)))
                .Refuses("kind", () => kinds.AddMask("my", _ => new EveryOther<float>(1)), () => kinds.AddMask("NumPyMask", _ => new EveryOther<float>(1)))
                .RefusesNull("create", () => kinds.AddMask("new", null!)),
        ];

        static Scale<float> Scale(int inputCount, Description description) => new(inputCount, 1);
    }

    private static IEnumerable<BadCalls> Descriptions()
    {
        Description description = new("Kind") { { "number", 0.5 }, { "flag", true } };
        return
        [
            Of("GetDouble", name => description.GetDouble(name), "flag"),
            Of("GetInt32", name => description.GetInt32(name), "number"),
            Of("GetUInt64", name => description.GetUInt64(name), "number"),
            Of("GetBoolean", name => description.GetBoolean(name), "number"),
            Of("GetString", name => description.GetString(name), "flag"),
            Of("GetDescription", name => description.GetDescription(name), "flag"),
        ];

        static BadCalls Of(string method, Action<string> get, string other) => new BadCalls($"Description.{method}(string)")
            .RefusesNoText("name", get).Refuses("name", () => get("none"), () => get(other));
    }

    private static IEnumerable<BadCalls> Checkpoints()
    {
        CheckpointFolder folder = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        Trainer<float> trainer = new(
            Build(),
            DataSets.Moons<float>(1, 9),
            new BinaryCrossEntropy<float>(),
            Optimizer<float>.Create(default(Sgd), 3, 0.1),
            new TrainingOptions());
        return
        [
            new BadCalls("CheckpointFolder(string, int)")
                .RefusesNoText("path", path => new CheckpointFolder(path))
                .RefusesRange("keep", () => new CheckpointFolder("none", 0), () => new CheckpointFolder("none", -1)),
            new BadCalls("CheckpointFolder.Save<T>(Trainer<T>, IReadOnlyDictionary<string, string>)")
                .Keeps(() => Directory.Exists(folder.Path))
                .Takes("T", "there is no trainer of other elements")
                .RefusesNull("trainer", () => folder.Save<float>(null!))
                .Refuses("metadata", () => folder.Save(trainer, _reserved), () => folder.Save(trainer, _unset)),
        ];
    }

    private static IEnumerable<BadCalls> Tensors()
    {
        MemoryStream stream = new();
        NetworkFile.Begin(Build(), null).WriteTo(stream);
        SafetensorsFile file = SafetensorsFile.Open(stream, "memory");
        SafetensorsFile other = SafetensorsFile.Open(new MemoryStream(stream.ToArray()), "other");
        float[] memory = [7, 8, 9];
        SafetensorsTensor weight = file.Tensors.Single(tensor => tensor.Name == "0.weight");
        return
        [
            new BadCalls("SafetensorsFile.Open(string)").RefusesNoText("path", path => SafetensorsFile.Open(path)),
            new BadCalls("SafetensorsFile.TryFind(string, out SafetensorsTensor)")
                .RefusesNull("name", () => file.TryFind(null!, out _)),
            new BadCalls("SafetensorsFile.Read<T>(SafetensorsTensor, Span<T>)")
                .Keeps(memory.ToArray)
                .RefusesElements("T", () => file.Read(weight, new Half[2]))
                .RefusesNull("tensor", () => file.Read<float>(null!, memory))
                .Refuses(
                    "tensor",
                    () => file.Read<float>(other.Tensors[0], memory),
                    () => file.Read<float>(weight with { ByteCount = 1L << 40 }, memory))
                .Refuses("destination", () => file.Read<float>(weight, memory), () => file.Read<float>(weight, [])),
        ];
    }
}
