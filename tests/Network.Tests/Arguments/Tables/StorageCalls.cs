using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Arguments.Tables;

internal static class StorageCalls
{
    private static readonly Dictionary<string, string> _reserved = new() { ["format"] = "np" };
    private static readonly Dictionary<string, string> _unset = new() { ["note"] = null! };

    public static IEnumerable<BadCalls> All() => [.. Networks(), .. Checkpoints(), .. Tensors()];

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
            new BadCalls("Network<T>.Load(string)")
                .RefusesElements("T", () => Network<Half>.Load("none"))
                .RefusesNoText("path", path => Network<float>.Load(path)),
            new BadCalls("Network<T>.LoadParameters(string)").Keeps(Memory).RefusesNoText("path", network.LoadParameters),
            new BadCalls("Network<T>.LoadOptimizer(string, Optimizer<T>)")
                .Keeps(Memory)
                .RefusesNoText("path", path => network.LoadOptimizer(path, own))
                .RefusesNull("optimizer", () => network.LoadOptimizer("none", null!))
                .Refuses("optimizer", () => network.LoadOptimizer("none", other)),
        ];
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
