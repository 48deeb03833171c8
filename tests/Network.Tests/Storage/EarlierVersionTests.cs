using System.Globalization;
using SimdOptim.Data;
using SimdOptim.Layers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Storage;

/// <summary>Files of version 1: their networks load, their optimizers and trainings do not.</summary>
public sealed class EarlierVersionTests
{
    private static readonly string _model = PathOf("model-version-1"), _checkpoint = PathOf("checkpoint-version-1");

    [Fact]
    public void A_network_with_layers_of_every_kind_predicts_as_it_did()
    {
        Network<float> network = Network<float>.Load(_model);
        using SafetensorsFile file = SafetensorsFile.Open(_model);
        using Workspace<float> workspace = network.CreateWorkspace(2);

        Assert.Equal(Numbers(file.Metadata["outputs"]), network.Predict(Numbers(file.Metadata["inputs"]), workspace));
        Assert.Equal(20, network.Layers.Count);
        Assert.Equal(14, network.Layers.DistinctBy(layer => layer.Describe().Kind).Count());
        Dropout<float>[] dropouts = [.. network.Layers.OfType<Dropout<float>>()];
        Assert.Equal(4, dropouts.Length);
        Assert.Same(dropouts[1].Mask, dropouts[2].Mask);
        Assert.Equal("PhiloxMask(seed=7)", dropouts[0].Mask.Describe().ToString());
        Assert.Equal("NumPyMask(featuresFirst=False, seedOfPass=11)", dropouts[3].Mask.Describe().ToString());
    }

    [Fact]
    public void Saved_again_it_is_the_same_network()
    {
        using TemporaryFolder folder = new();
        Network<float> network = Network<float>.Load(_model);
        network.Save(folder.File);
        Network<float> again = Network<float>.Load(folder.File);
        Bits.AssertSame(network.Parameters, again.Parameters);
        Assert.Equal(network.Buffers, again.Buffers);
        Assert.Equal(network.Layers.Select(layer => layer.Describe()), again.Layers.Select(layer => layer.Describe()));
    }

    [Fact]
    public void A_checkpoint_is_refused_by_its_version_but_its_network_loads()
    {
        Network<double> network = Network<double>.Load(_checkpoint);
        Optimizer<double> optimizer = Optimizer<double>.Create(new Adam(), network.ParameterCount, 0.01);
        using Trainer<double> trainer = new(
            network, DataSets.Moons<double>(3, 20), new BinaryCrossEntropy<double>(), optimizer, new TrainingOptions { Epochs = 12, BatchSize = 5 });
        string expected = $"{_checkpoint}, metadata \"simdoptim.version\": expected 2, found \"1\": an earlier SimdOptim wrote it, "
            + "whose networks can be loaded, but not its optimizers and checkpoints.";

        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => trainer.LoadCheckpoint(_checkpoint)).Message);
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(() => network.LoadOptimizer(_checkpoint, optimizer)).Message);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Storage", "Files", name + ".safetensors");

    private static float[] Numbers(string text) =>
        [.. text.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
