namespace SimdOptim.Tests.Commands;

public sealed class PublishedRunTests
{
    public static TheoryData<int> Indices => [.. Enumerable.Range(0, PublishedRun.All.Count)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void In_double_the_published_table_comes_out(int index)
    {
        PublishedRun run = PublishedRun.All[index];
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train(run.Arguments, "--precision", "double");
        Assert.All(run.Rows, row =>
        {
            Assert.Equal(row.Cost!.Value, metrics.History[row.Epoch].Cost!.Value, 1e-9);
            Assert.Equal(row.Accuracy, metrics.History[row.Epoch].Accuracy);
        });
        Assert.Equal(run.FinalAccuracy, metrics.TrainAccuracy);
        Assert.Equal(metrics.FinalCost, metrics.History[^1].Cost);
    }

    [Theory]
    [InlineData("sgd", 1e-3, 1)]
    [InlineData("averaged-momentum", 1e-3, 1)]
    [InlineData("adam", 1e-2, 3)]
    public void In_float_it_comes_out_but_for_rounding(string optimizer, double tolerance, int samples)
    {
        PublishedRun run = PublishedRun.All.Single(r => r.Optimizer == optimizer && r.Decay == "none");
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train(run.Arguments, "--precision", "float");
        Assert.All(run.Rows, row => Assert.Equal(row.Cost!.Value, metrics.History[row.Epoch].Cost!.Value, tolerance * row.Cost.Value));
        Assert.InRange(Math.Abs(run.FinalAccuracy - metrics.TrainAccuracy!.Value) * 300, 0, samples + 1e-9);
    }

    [Fact]
    public void The_learning_rate_of_the_history_is_the_one_used()
    {
        using Sandbox sandbox = new();
        Metrics late =
            sandbox.Train("moons --epochs 5 --optimizer sgd --learning-rate 0.1 --decay inverse-time:1 --decay-delay 1");
        Assert.Equal([0.1, 0.1, 0.1 / 2, 0.1 / 3, 0.1 / 4], late.History.Select(epoch => epoch.LearningRate!.Value));
        Metrics prompt = sandbox.Train("moons --epochs 5 --learning-rate 0.1 --decay staircase:0.5:2");
        Assert.Equal([0.1, 0.1, 0.1 / 1.5, 0.1 / 1.5, 0.1 / 2], prompt.History.Select(epoch => epoch.LearningRate!.Value));
    }
}
