using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Kinds;

/// <summary>User-defined layers, activations and masks are saved by the names of their kinds, and loaded where these are registered.</summary>
public sealed class OwnKindsTests : IDisposable
{
    private static readonly NetworkKinds<float> _kinds = new NetworkKinds<float>()
        .AddActivation("swish2", swish => new Swish2(swish.GetDouble("beta")))
        .AddLayer("scale", (inputCount, scale) => new Scale<float>(inputCount, scale.GetDouble("factor")))
        .AddMask("everyOther", mask => new EveryOther<float>(mask.GetInt32("interval")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_loaded_where_they_are_registered()
    {
        Network<float> network = Build();
        network.Buffers[0] = 7;
        network.Save(_folder.File);
        Network<float> loaded = Network<float>.Load(_folder.File, _kinds);

        Assert.Equal(network.Layers.Select(layer => layer.Describe()), loaded.Layers.Select(layer => layer.Describe()));
        Bits.AssertSame(network.Parameters, loaded.Parameters);
        Assert.Equal(network.Buffers, loaded.Buffers);
        loaded.Save(_folder["again"]);
        Assert.Equal(File.ReadAllBytes(_folder.File), File.ReadAllBytes(_folder["again"]));
        using SafetensorsFile file = SafetensorsFile.Open(_folder.File);
        Assert.Equal("[3]", Assert.Single(file.Tensors, tensor => tensor.Name == "1.weight").ShapeText);
        Assert.Contains(file.Tensors, tensor => tensor.Name == "1.batches");
    }

    [Theory]
    [InlineData("layer", "scale", "AddLayer or AddActivation")]
    [InlineData("layer", "swish2", "AddLayer or AddActivation")]
    [InlineData("mask", "everyOther", "AddMask")]
    public void Otherwise_the_kind_is_named_and_how_to_register_it(string what, string kind, string how)
    {
        NetworkBuilder<float> builder = new(2);
        _ = kind switch
        {
            "scale" => builder.Add(new Scale<float>(2, 1)),
            "swish2" => builder.Activation(new Swish2(1)),
            _ => builder.Dropout(0.5, new EveryOther<float>(3)),
        };
        builder.Dense(1).Build().Save(_folder.File);
        Assert.Equal(
            $"{_folder.File}, metadata \"simdoptim.architecture\": expected a known kind of {what}, found \"{kind}\"; "
            + $"register it with NetworkKinds.{how} and load with those kinds.",
            Assert.Throws<InvalidDataException>(() => Network<float>.Load(_folder.File)).Message);
    }

    [Theory]
    [InlineData("\\\"factor\\\":2}", "\\\"factor\\\":\\\"x\\\"}", "layer 1: expected what a layer allows, found that scale must have a number named factor; it has x.")]
    [InlineData("\\\"factor\\\":2}", "\\\"factor\\\":2,\\\"bias\\\":true}", "layer 1: scale.bias: expected none, found True.")]
    [InlineData("\\\"interval\\\":3}", "\\\"interval\\\":3,\\\"x\\\":0}", "layer 3: dropout.mask: everyOther.x: expected none, found 0.")]
    [InlineData("\\\"outputs\\\":3}", "\\\"outputs\\\":3,\\\"x\\\":0.5}", "layer 0: dense.x: expected none, found 0.5.")]
    public void A_value_that_is_wrong_or_left_over_is_refused(string written, string instead, string problem)
    {
        Build().Save(_folder.File);
        byte[] bytes = File.ReadAllBytes(_folder.File);
        int end = 8 + (int)BitConverter.ToInt64(bytes);
        string header = System.Text.Encoding.UTF8.GetString(bytes, 8, end - 8).Replace("simdoptim.sha256", "sha256").Replace(written, instead);
        File.WriteAllBytes(_folder.File, PlainSafetensors.Make(header, bytes[end..]));
        Assert.StartsWith(
            $"{_folder.File}, metadata \"simdoptim.architecture\": {problem}",
            Assert.Throws<InvalidDataException>(() => Network<float>.Load(_folder.File, _kinds)).Message);
    }

    [Fact]
    public void A_kind_is_registered_once_and_none_that_is_built_in()
    {
        NetworkKinds<float> kinds = new NetworkKinds<float>().AddLayer("mine", (count, _) => new Scale<float>(count, 1));
        Assert.Throws<ArgumentException>("kind", () => kinds.AddLayer("mine", (count, _) => new Scale<float>(count, 1)));
        Assert.Throws<ArgumentException>("kind", () => kinds.AddActivation("relu", _ => new Swish2(1)));
        Assert.Throws<ArgumentException>("kind", () => kinds.AddMask("PhiloxMask", _ => new EveryOther<float>(1)));
    }

    [Fact]
    public void A_training_is_resumed_to_the_same_bits_and_another_value_is_named()
    {
        Trainer<float> trainer = Create(factor: 2);
        _ = trainer.Train();
        trainer.SaveCheckpoint(_folder["whole"]);
        Trainer<float> stopped = Create(factor: 2), resumed = Create(factor: 2);
        _ = stopped.Train(epoch =>
        {
            if (epoch.Epoch == 1) stopped.SaveCheckpoint(_folder["stopped"]);
        });
        _ = resumed.LoadCheckpoint(_folder["stopped"]);
        _ = resumed.Train();
        resumed.SaveCheckpoint(_folder["resumed"]);

        Assert.Equal(File.ReadAllBytes(_folder["whole"]), File.ReadAllBytes(_folder["resumed"]));
        Assert.Equal(
            $"{_folder["whole"]}, metadata \"simdoptim.architecture\": layer 1: scale.factor: expected 3, found 2.",
            Assert.Throws<InvalidDataException>(() => Create(factor: 3).LoadCheckpoint(_folder["whole"])).Message);
    }

    private static Network<float> Build(double factor = 2)
    {
        Layer<float> scale = new Scale<float>(3, factor);
        return new NetworkBuilder<float>(2).Dense(3).Add(scale).Activation(new Swish2(1.5)).Dropout(0.5, new EveryOther<float>(3)).Dense(1).Build(1);
    }

    private static Trainer<float> Create(double factor)
    {
        Network<float> network = Build(factor);
        Optimizer<float> optimizer = Optimizer<float>.Create(new Adam(), network.ParameterCount, 0.01);
        TrainingOptions options = new() { Epochs = 5, BatchSize = 6 };
        return new Trainer<float>(network, DataSets.Moons<float>(1, 20), new BinaryCrossEntropy<float>(), optimizer, options);
    }
}
