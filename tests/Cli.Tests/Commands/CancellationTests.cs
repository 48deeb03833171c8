using SimdOptim.Cli;

namespace SimdOptim.Tests.Commands;

public sealed class CancellationTests
{
    [Fact]
    public void A_run_that_is_cancelled_beforehand_writes_nothing()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(new CancellationToken(canceled: true), "train", "moons", "--out", sandbox.Report);
        Assert.Equal(ExitCode.Cancelled, outcome.ExitCode);
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void A_soak_that_is_cancelled_beforehand_writes_nothing()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(new CancellationToken(canceled: true), "soak", "--out", sandbox.Report);
        Assert.Equal(ExitCode.Cancelled, outcome.ExitCode);
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_reports_the_epochs_it_has()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource cancellation = new();
        Task<Outcome> run = Task.Run(() =>
            Sandbox.Run(cancellation.Token, "train", "moons", "--epochs", "5000000", "--out", sandbox.Report));
        await Wait.Until(() => run.IsCompleted || Directory.Exists(sandbox.Report), "the run has made its folder");
        await cancellation.CancelAsync();
        Outcome outcome = await Wait.For(run, "the run that was cancelled");
        Metrics metrics = sandbox.ReadMetrics();
        Assert.Equal(ExitCode.Cancelled, outcome.ExitCode);
        Assert.InRange(metrics.Epochs, 0, 4_999_999);
        Assert.Equal(metrics.Epochs, metrics.History.Count);
        Assert.NotNull(metrics.TrainAccuracy);
        Assert.Matches($"^cancelled after {metrics.Epochs:#,0} of 5,000,000 epochs( and [1-4] steps?)?{Environment.NewLine}$", outcome.Error);
        Assert.Contains("metrics.json", outcome.Output);
    }

    [Fact]
    public void A_check_that_is_cancelled_says_so_and_judges_nothing()
    {
        Outcome outcome = Sandbox.Run(new CancellationToken(canceled: true), "check-gradients", "moons");
        Assert.Equal((ExitCode.Cancelled, $"cancelled before the check was done{Environment.NewLine}"), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain("relative difference", outcome.Output);
    }
}
