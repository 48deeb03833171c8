using SimdOptim.Data;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Storage;

/// <summary>Whatever is loaded from a file with a digest has been compared with it.</summary>
public sealed class DamagedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Network<float> _network =
        new NetworkBuilder<float>(2).Dense(5).BatchNorm().ReLU().Dropout(0.5).Dense(1).Sigmoid().Build(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_bit_of_any_tensor_is_noticed_whatever_else_the_file_holds()
    {
        _network.Save(_folder["network"]);
        _network.Save(_folder["optimizer"], _network.CreateOptimizer(new Adam(), 0.01));
        SaveCheckpoint(_folder["checkpoint"]);
        foreach (string name in (string[])["network", "optimizer", "checkpoint"])
        {
            byte[] whole = File.ReadAllBytes(_folder[name]);
            _ = Network<float>.Load(_folder[name]);
            int tensors = Describe(_folder[name]).Count;
            for (int i = 0; i < tensors; i++)
            {
                (string tensor, int offset) = Describe(_folder[name])[i];
                byte[] damaged = [.. whole];
                damaged[offset] ^= 1; // of the last place: the number stays one
                File.WriteAllBytes(_folder.File, damaged);
                float[] before = _network.Parameters.ToArray();
                AssertDamaged(tensor, () => Network<float>.Load(_folder.File));
                AssertDamaged(tensor, () => _network.LoadParameters(_folder.File));
                Assert.Equal(before, _network.Parameters.ToArray());
            }
        }
    }

    [Fact]
    public void The_digest_can_be_skipped()
    {
        _network.Save(_folder.File, _network.CreateOptimizer(new Adam(), 0.01));
        byte[] damaged = File.ReadAllBytes(_folder.File);
        damaged[Describe(_folder.File).Single(tensor => tensor.Name == "0.weight").Offset] ^= 1;
        File.WriteAllBytes(_folder.File, damaged);
        float sound = _network.Parameters[0];
        Assert.Equal(BitConverter.SingleToInt32Bits(sound) ^ 1, First(Network<float>.Load(_folder.File, verifyDigest: false)));
        _network.LoadParameters(_folder.File, verifyDigest: false);
        Assert.Equal(BitConverter.SingleToInt32Bits(sound) ^ 1, First(_network));

        static int First(Network<float> network) => BitConverter.SingleToInt32Bits(network.Parameters[0]);
    }

    [Theory]
    [InlineData("0.1x")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("1e39")]
    public void A_learning_rate_that_is_none_is_refused_and_an_older_file_leaves_the_rate(string rate)
    {
        Optimizer<float> optimizer = _network.CreateOptimizer(new Adam(), 0.1234);
        _network.Save(_folder.File, optimizer);
        byte[] saved = File.ReadAllBytes(_folder.File);
        "else"u8.CopyTo(saved.AsSpan(saved.AsSpan().IndexOf("simdoptim.sha256"u8)));
        int key = saved.AsSpan().IndexOf("simdoptim.learning_rate"u8), value = saved.AsSpan().IndexOf("0.1234"u8);
        byte[] damaged = [.. saved];
        System.Text.Encoding.ASCII.GetBytes(rate.PadRight(6)).CopyTo(damaged, value);
        File.WriteAllBytes(_folder.File, damaged);
        string message = Assert.Throws<InvalidDataException>(() => _network.LoadOptimizer(_folder.File, optimizer)).Message;
        Assert.Contains("\"simdoptim.learning_rate\": expected a number, not negative, in the range of Single, found", message);

        "else"u8.CopyTo(saved.AsSpan(key));
        File.WriteAllBytes(_folder.File, saved);
        optimizer.LearningRate = 0.5;
        _network.LoadOptimizer(_folder.File, optimizer);
        Assert.Equal(0.5, optimizer.LearningRate);
    }

    [Fact]
    public void A_zip_or_pickle_file_of_PyTorch_is_named_with_its_remedy()
    {
        byte[][] starts = [[.. "PK\u0003\u0004"u8, 0, 0, 8, 8, 0, 0], [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20]];
        foreach (byte[] start in starts)
        {
            File.WriteAllBytes(_folder.File, [.. start, .. new byte[1000]]);
            Action[] loads = [() => Network<float>.Load(_folder.File), () => _network.LoadParameters(_folder.File)];
            foreach (Action load in loads)
            {
                string message = Assert.Throws<InvalidDataException>(load).Message;
                Assert.Contains(start[0] == 'P' ? "found a zip archive" : "found a pickle, as torch.save wrote", message);
                Assert.Contains("safetensors.torch.save_file(model.state_dict(), path)", message);
            }
        }
    }

    [Fact]
    public void The_learning_rate_is_restored_with_the_optimizer()
    {
        Optimizer<float> saved = _network.CreateOptimizer(new Adam(), 0.1), loaded = _network.CreateOptimizer(new Adam(), 0.01);
        saved.LearningRate = 0.1 + 0.2; // with all its digits
        _network.Save(_folder.File, saved);
        _network.LoadOptimizer(_folder.File, loaded);
        Assert.Equal(saved.LearningRate, loaded.LearningRate);

        SaveCheckpoint(_folder.File);
        _network.LoadOptimizer(_folder.File, loaded);
        Assert.Equal(0.123, loaded.LearningRate);
    }

    private void SaveCheckpoint(string path)
    {
        Optimizer<float> optimizer = _network.CreateOptimizer(new Adam(), 0.123);
        TrainingOptions options = new() { Epochs = 2 };
        Trainer<float> trainer = new(_network, DataSets.Moons<float>(1, 20), new BinaryCrossEntropy<float>(), optimizer, options);
        trainer.Train();
        trainer.SaveCheckpoint(path);
    }

    private static void AssertDamaged(string tensor, Action load)
    {
        InvalidDataException? refused = Record.Exception(load) as InvalidDataException;
        Assert.True(refused?.Message.Contains("it was damaged") == true, $"{tensor}: {refused?.Message ?? "loaded"}");
    }

    private static List<(string Name, int Offset)> Describe(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        long payload = new FileInfo(path).Length - file.Tensors.Sum(tensor => tensor.ByteCount);
        return [.. file.Tensors.Select(tensor => (tensor.Name, (int)(payload + tensor.Offset)))];
    }
}
