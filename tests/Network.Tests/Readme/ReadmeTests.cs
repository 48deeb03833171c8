using System.Text.RegularExpressions;
using SimdOptim.Data;
using SimdOptim.Initializers;
using SimdOptim.Losses;
using SimdOptim.Optimizers;
using SimdOptim.Storage;
using SimdOptim.Tests.Storage;
using SimdOptim.Training;

namespace SimdOptim.Tests.Readme;

[Collection(nameof(AloneCollection))] // one of the snippets hears the whole process
public sealed class ReadmeTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Readme");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(_folder, "*.md").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_snippet_is_code_that_is_compiled_here_or_in_the_extension_tests(string page)
    {
        string code = string.Concat(
            Directory.GetFiles(_folder, "*.cs", SearchOption.AllDirectories).Select(file => Normalize(File.ReadAllText(file))));
        string text = File.ReadAllText(Path.Combine(_folder, page));
        string[] snippets = [.. text.Split("```csharp\n")[1..].Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];

        Assert.Equal(text.Split("```csharp").Length - 1, snippets.Length);
        Assert.All(snippets, snippet => Assert.Contains(Normalize(snippet), code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        string root = page == "README.md" ? "" : "docs";
        foreach (Match link in Regex.Matches(File.ReadAllText(Path.Combine(_folder, page)), @"\]\(([^)#:]+)\)"))
            Assert.True(File.Exists(Path.Combine(Repository, root, link.Groups[1].Value)), $"{page} links to {link.Groups[1].Value}");
    }

    [Fact]
    public void The_embedded_network_learns_the_moons()
    {
        (Network<float> network, double accuracy, float probability) = ReadmeSnippets.Train();

        Assert.Equal(30, network.ParameterCount);
        Assert.True(accuracy > 0.93, $"accuracy {accuracy}");
        Assert.True(probability > 0.9, $"a point of the lower moon has probability {probability}");
    }

    [Fact]
    public void A_trainer_reports_each_epoch()
    {
        DataSet<float> data = DataSets.Moons<float>(1, 40);
        Network<float> network = new NetworkBuilder<float>(2).Dense(4).Activation(new Swish(1.5)).Dense(1).Sigmoid().Build();
        List<double> costs = [];

        TrainingHistory history = ReadmeSnippets.Train(
            network, data, new BinaryCrossEntropy<float>(), network.CreateOptimizer(new Adam(), 0.01), costs);

        Assert.Equal(history.Epochs.ToArray().Select(epoch => epoch.Cost), costs);
        Assert.True(costs[^1] < costs[0] / 2, $"from {costs[0]} to {costs[^1]}");
    }

    [Fact]
    public void A_network_comes_back_and_checkpoints_are_kept()
    {
        using TemporaryFolder place = new();
        DataSet<float> data = DataSets.Moons<float>(1, 10);
        Network<float> network = new NetworkBuilder<float>(2).Dense(1).Build();
        network.Initialize(new He(), seed: 1);
        float[] before = network.Parameters.ToArray();
        Optimizer<float> adam = Optimizer<float>.Create(new Adam(), network.ParameterCount, 0.01);
        Trainer<float> trainer = new(network, data, new BinaryCrossEntropy<float>(), adam, new TrainingOptions { Epochs = 500 });
        CheckpointFolder folder = new(place["checkpoints"]);

        Assert.Equal(before, ReadmeSnippets.Save(network, trainer, place.File, folder).Parameters);
        Assert.Equal(["500", "400", "300"], folder.FindAll().Select(file => Path.GetFileNameWithoutExtension(file)["epoch-".Length..]));
    }

    [Fact]
    public void The_chain_clips_steps_and_decays_weights_only()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(3).Build();
        network.Initialize(new He(), seed: 1);
        network.Parameters[^3..].Fill(1); // the biases
        float[] before = network.Parameters.ToArray();

        ReadmeSnippets.CreateChain(network).Step(network.Parameters, new float[network.ParameterCount]);

        for (int i = 0; i < 6; i++) Assert.Equal(before[i] * (1 - 0.00001f), network.Parameters[i], 1e-6f);
        Assert.Equal([1, 1, 1], network.Parameters[^3..].ToArray());
    }

    [Fact]
    public void A_listener_hears_every_step()
    {
        Network<float> network = new NetworkBuilder<float>(2).Dense(1).Build();
        Optimizer<float> sgd = Optimizer<float>.Create(new Sgd(), network.ParameterCount, 0.01);
        Trainer<float> trainer = new(
            network, DataSets.Moons<float>(1, 20), new BinaryCrossEntropy<float>(), sgd, new TrainingOptions { Epochs = 3, BatchSize = 5 });

        (long steps, double slowest) = ReadmeSnippets.Watch(trainer);

        Assert.Equal(12, steps);
        Assert.InRange(slowest, 1e-9, 60);
    }

    [Fact]
    public void Lion_steps_by_the_rate_in_the_direction_of_the_sign()
    {
        Optimizer<double> lion = Optimizer<double>.Create(new Lion(), 3, learningRate: 0.125);
        double[] parameters = [1, 1, 1];

        lion.Step(parameters, [5, -0.01, 0]);

        Assert.Equal([0.875, 1.125, 1], parameters);
        Assert.Equal([0.05, -0.0001, 0], lion.GetSlot(0).ToArray().Select(x => Math.Round(x, 12)));
    }

    /// <summary>The folder of the solution, above the one that this assembly runs in.</summary>
    private static string Repository
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SimdOptim.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("SimdOptim.sln is in no folder above the tests.");
        }
    }

    private static string Normalize(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";
}
