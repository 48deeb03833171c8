using System.Xml.Linq;

namespace SimdOptim.Tests.Commands;

public sealed class DivergenceTests
{
    private const string AtOnce = "--optimizer sgd --learning-rate 1e30 --epochs 20";
    private const string AfterFourEpochs = "--optimizer heavy-ball --learning-rate 3 --layers 50,50 --epochs 20";

    [Fact]
    public void A_run_that_diverges_stops_with_a_message_that_says_where_and_what_to_try()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, AfterFourEpochs);

        Assert.Equal(
            "error: diverged in epoch 4, at step 23: the cost is 3.984e+7, seen first in dense1.weight; "
            + $"try a lower learning rate than 3, or --clip-norm 1, or --on-divergence retry.{Environment.NewLine}",
            outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("diverged in epoch 4", outcome.Output);
    }

    [Fact]
    public void What_was_trained_before_is_reported()
    {
        using Sandbox sandbox = new();
        Train(sandbox, AfterFourEpochs);
        Metrics metrics = sandbox.ReadMetrics();
        MetricsDivergence divergence = Assert.Single(metrics.Divergences);

        Assert.True(metrics.Diverged);
        Assert.Equal((4, 4), (metrics.Epochs, metrics.History.Count));
        Assert.Equal(metrics.History[^1].Cost, metrics.FinalCost);
        using Sandbox untilThen = new();
        Assert.Equal(untilThen.Train($"moons {AfterFourEpochs.Replace("--epochs 20", "--epochs 4")}").TrainAccuracy, metrics.TrainAccuracy);
        Assert.Equal((4, 23, "dense1.weight", 3.0), (divergence.Epoch, divergence.Step, divergence.Tensor, divergence.LearningRate));
        Assert.Equal(5, File.ReadAllLines(Path.Combine(sandbox.Report, "history.csv")).Length);
        Assert.Contains("diverged in epoch 4", File.ReadAllText(Path.Combine(sandbox.Report, "loss.svg")));
    }

    [Fact]
    public void A_run_that_diverges_in_its_first_epoch_is_reported_too()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, AtOnce);
        Metrics metrics = sandbox.ReadMetrics();

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error: diverged in epoch 0, at step 2: the cost is NaN, seen first in dense1.weight;", outcome.Error);
        Assert.Null(metrics.FinalCost);
        Assert.Equal([new MetricsDivergence(0, 2, null, "dense1.weight", 1e30)], metrics.Divergences);
        Assert.Empty(metrics.History);
        Assert.All(["loss.svg", "boundary.svg"], name => XDocument.Load(Path.Combine(sandbox.Report, name)));
    }

    [Fact]
    public void It_can_go_on_with_whatever_comes()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, $"{AtOnce} --on-divergence continue");
        Metrics metrics = sandbox.ReadMetrics();

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal((true, null, 20), (metrics.Diverged, metrics.FinalCost, metrics.History.Count));
        Assert.Empty(metrics.Divergences);
        Assert.Contains("a lower --learning-rate may help", outcome.Output);
        Assert.All(["loss.svg", "boundary.svg"], name => XDocument.Load(Path.Combine(sandbox.Report, name)));
    }

    [Fact]
    public void It_can_be_tried_again_at_lower_rates()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, $"{AfterFourEpochs} --on-divergence retry");
        Metrics metrics = sandbox.ReadMetrics();

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith(
            "note: the learning rate was halved 2 times; the training first diverged in epoch 4, at step 23:", outcome.Error);
        Assert.False(metrics.Diverged);
        Assert.Equal(2, metrics.Divergences.Count);
        Assert.Equal(
            [.. Enumerable.Repeat<double?>(3, 4), .. Enumerable.Repeat<double?>(0.75, 16)],
            metrics.History.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Trying_again_ends_where_no_rate_can_help()
    {
        using Sandbox sandbox = new();
        Outcome outcome =
            Train(sandbox, "--optimizer sgd --learning-rate 1e300 --precision double --epochs 20 --on-divergence retry");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("halved 30 times", outcome.Error);
        Assert.DoesNotContain("--on-divergence", outcome.Error);
        Assert.Equal(31, sandbox.ReadMetrics().Divergences.Count);
    }

    [Fact]
    public void The_whole_data_as_one_batch_can_be_tried_again_too()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, "--optimizer sgd --learning-rate 1e8 --batch-size 0 --epochs 100 --on-divergence retry");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("note: the learning rate was halved ", outcome.Error);
        Metrics metrics = sandbox.ReadMetrics();
        Assert.Equal((false, 100), (metrics.Diverged, metrics.History.Count));
        Assert.True(double.IsFinite(metrics.FinalCost!.Value));
    }

    [Fact]
    public void Before_the_first_step_no_learning_rate_is_blamed()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, "--init normal:1e30 --on-divergence retry");

        Assert.Equal(
            "error: diverged in epoch 0, at step 1: the cost is NaN, seen first in dense1.weight, before any step was taken; "
            + $"try smaller initial weights (--init), or data scaled to about 1.{Environment.NewLine}",
            outcome.Error);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void Clipping_holds_a_run_together()
    {
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train($"moons {AtOnce} --clip-norm 1e-31");

        Assert.False(metrics.Diverged);
        Assert.InRange(metrics.TrainAccuracy!.Value, 0.8, 1);
    }

    [Fact]
    public void A_run_that_goes_well_is_not_marked()
    {
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train("moons --epochs 5");

        Assert.False(metrics.Diverged);
        Assert.Empty(metrics.Divergences);
    }

    private static Outcome Train(Sandbox sandbox, string options) =>
        Sandbox.Run(["train", "moons", .. options.Split(' '), "--out", sandbox.Report]);
}
