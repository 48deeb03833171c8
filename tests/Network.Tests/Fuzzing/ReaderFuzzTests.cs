using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Randomness;
using SimdOptim.Storage;
using SimdOptim.Tests.Kinds;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Fuzzing;

/// <summary>They run alone, for the memory of the whole process is measured.</summary>
[CollectionDefinition(nameof(ReaderFuzzTests), DisableParallelization = true)]
[Collection(nameof(ReaderFuzzTests))]
public sealed class ReaderFuzzTests
{
    private static readonly NetworkKinds<float> _kinds = new NetworkKinds<float>()
        .AddActivation("swish2", swish => new Swish2(swish.GetDouble("beta")))
        .AddLayer("scale", (inputCount, scale) => new Scale<float>(inputCount, scale.GetDouble("factor")))
        .AddMask("everyOther", mask => new EveryOther<float>(mask.GetInt32("interval")));

    [Fact]
    public async Task Damaged_networks_are_read_or_refused()
    {
        byte[] file = WithoutDigest(Save((trainer, path) => trainer.SaveCheckpoint(path)));
        (int read, int refused) = await Fuzzer.Run(
            random => SafetensorsDamage.Apply(file, random),
            bytes =>
            {
                using SafetensorsFile opened = SafetensorsFile.Open(new MemoryStream(bytes), "fuzzed");
                Network<float> network = NetworkFile.Load(opened, _kinds);
                Assert.True(network.ParameterCount * 4 <= bytes.Length);
                foreach (SafetensorsTensor tensor in opened.Tensors) Assert.InRange(tensor.ByteCount, 0, bytes.Length);
            });
        Assert.InRange(read, 1, int.MaxValue);
        Assert.InRange(refused, read, int.MaxValue);
    }

    [Fact]
    public async Task Damaged_parameters_are_read_or_refused_and_then_change_nothing()
    {
        byte[] file = WithoutDigest(Save((trainer, path) => trainer.SaveCheckpoint(path)));
        (Network<double> network, _) = Create();
        (int read, int refused) = await Fuzzer.Run(
            random => SafetensorsDamage.Apply(file, random),
            bytes => Unchanged(network, bytes, opened => NetworkFile.LoadParameters(opened, network)));
        Assert.InRange(read, 1, int.MaxValue);
        Assert.InRange(refused, 1, int.MaxValue);
    }

    [Fact]
    public async Task Damaged_checkpoints_are_read_or_refused_and_then_change_nothing()
    {
        byte[] file = WithoutDigest(Save((trainer, path) => trainer.SaveCheckpoint(path)));
        (Network<double> network, Trainer<double> trainer) = Create();
        (int read, int refused) = await Fuzzer.Run(
            random => SafetensorsDamage.Apply(file, random),
            bytes =>
            {
                Unchanged(network, bytes, trainer.Restore);
                (network, trainer) = Create(); // only one that was restored is used up
            });
        Assert.InRange(read, 1, int.MaxValue);
        Assert.InRange(refused, read, int.MaxValue);
    }

    [Fact]
    public async Task Damage_is_seen_by_the_digest_wherever_it_is()
    {
        byte[] file = Save((trainer, path) => trainer.SaveCheckpoint(path));
        int key = file.AsSpan().IndexOf("simdoptim.sha256"u8);
        (int read, _) = await Fuzzer.Run(
            random =>
            {
                byte[] damaged = Damage.FlipBits(file, random);
                "simdoptim.sha256"u8.CopyTo(damaged.AsSpan(key)); // without its name it would be a file without one
                return damaged.AsSpan().SequenceEqual(file) ? [] : damaged;
            },
            bytes =>
            {
                using SafetensorsFile opened = SafetensorsFile.Open(new MemoryStream(bytes), "fuzzed");
                opened.RefuseDamage();
            });
        Assert.Equal(0, read);
    }

    private static void Unchanged(Network<double> network, byte[] bytes, Action<SafetensorsFile> load)
    {
        double[] parameters = network.Parameters.ToArray(), buffers = network.Buffers.ToArray();
        try
        {
            using SafetensorsFile opened = SafetensorsFile.Open(new MemoryStream(bytes), "fuzzed");
            load(opened);
        }
        catch (InvalidDataException)
        {
            Bits.AssertSame(parameters, network.Parameters);
            Assert.Equal(buffers, network.Buffers);
            throw;
        }
    }

    /// <summary>The digest under another name: else no damage would come further than to it.</summary>
    private static byte[] WithoutDigest(byte[] file)
    {
        "else"u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("simdoptim.sha256"u8)));
        return file;
    }

    private static byte[] Save(Action<Trainer<double>, string> save)
    {
        using TemporaryFolder folder = new();
        (_, Trainer<double> trainer) = Create();
        _ = trainer.Train();
        save(trainer, folder.File);
        return File.ReadAllBytes(folder.File);
    }

    private static (Network<double> Network, Trainer<double> Trainer) Create()
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(3).BatchNorm().LeakyReLU(0.1).Dropout(0.9, 3)
            .Dropout(0.8, new NumPyMask<double>(new NumPyRandom(1), MaskOrder.SamplesFirst)).Add(new Scale<double>(3, 2))
            .Activation(new Swish2(1.5)).Dropout(0.5, new EveryOther<double>(3)).Dense(2).Build(seed: 1);
        Optimizer<double> optimizer = Optimizer<double>.Create(new Adam(), network.ParameterCount, 0.01);
        TrainingOptions options = new() { Epochs = 2, BatchSize = 5 };
        return (network, new Trainer<double>(network, DataSets.Moons<double>(1, 10), new CategoricalCrossEntropy<double>(), optimizer, options));
    }
}
