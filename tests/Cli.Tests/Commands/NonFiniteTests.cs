using SimdOptim.Cli;

namespace SimdOptim.Tests.Commands;

public sealed class NonFiniteTests
{
    /// <summary><c>y = 2x</c>, and one sample whose gradient overflows.</summary>
    private const string Data = "x,y\n-1,-2\n-0.5,-1\n0,0\n0.5,1\n1,2\n1e38,100\n1.5,3\n";

    private const string Linear = "--loss mse --layers none --batch-size 1 --epochs 5 --optimizer sgd";

    [Theory]
    [InlineData("")]
    [InlineData("--accumulate 3")]
    public void Skipped_steps_are_counted_in_the_report(string more)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, $"{Linear} {more} --on-divergence continue --non-finite skip");

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(5, sandbox.ReadMetrics().SkippedSteps);
        Assert.Contains("skipped steps", outcome.Output);
        Assert.Contains("5, whose gradient was not finite", outcome.Output);
    }

    [Fact]
    public void A_thrown_gradient_stops_the_run_as_a_divergence()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, $"{Linear.Replace("--batch-size 1", "--batch-size 0")} --init zeros --non-finite throw");

        Assert.Equal(
            "error: diverged in epoch 0, at step 1: the gradient is not finite, seen first in dense1.weight, before any step was taken; "
            + $"try smaller initial weights (--init), or data scaled to about 1.{Environment.NewLine}",
            outcome.Error);
        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Single(sandbox.ReadMetrics().Divergences);
    }

    [Fact]
    public void A_run_that_skips_goes_on_from_a_checkpoint_as_if_it_had_not_stopped()
    {
        using Sandbox whole = new(), parts = new();
        string options = $"{Linear} --accumulate 2 --on-divergence continue --non-finite skip --checkpoint-every 2 --resume";
        Train(whole, options);
        Train(parts, options.Replace("--epochs 5", "--epochs 3"));
        Outcome resumed = Train(parts, options);

        Assert.Contains("resuming from ", resumed.Output);
        Assert.Equal(5, parts.ReadMetrics().SkippedSteps);
        Assert.Equal(whole.ReadMetrics().History, parts.ReadMetrics().History);
        Outcome other = Train(parts, options.Replace("--non-finite skip", "--non-finite propagate"));
        Assert.Equal(ExitCode.BadInput, other.ExitCode);
        Assert.Contains("--non-finite propagate: expected skip as in ", other.Error);
        Assert.Contains(
            "--accumulate 3: expected 2 as in ", Train(parts, options.Replace("--accumulate 2", "--accumulate 3")).Error);
    }

    [Fact]
    public void A_comparison_tells_what_each_run_skipped()
    {
        using Sandbox sandbox = new();
        string[] options = "--loss mse --layers none --batch-size 1 --epochs 3 --optimizers sgd,adam --non-finite skip --on-divergence continue".Split(' ');
        Outcome outcome = Sandbox.Run(["compare", sandbox.Write("line.csv", Data), .. options, "--out", sandbox.Report]);
        Assert.Contains("note: sgd 0.1: 3 steps were skipped", outcome.Error);
        Assert.Contains("note: adam 0.01: 3 steps were skipped", outcome.Error);
    }

    [Fact]
    public void Throwing_and_going_on_whatever_comes_contradict_each_other()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Train(sandbox, "--non-finite throw --on-divergence continue");
        Assert.Equal(ExitCode.BadInput, outcome.ExitCode);
        Assert.StartsWith("error: --non-finite: expected propagate or skip with --on-divergence continue, found throw", outcome.Error);
    }

    private static Outcome Train(Sandbox sandbox, string options) => Sandbox.Run(
        ["train", sandbox.Write("line.csv", Data), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--out", sandbox.Report]);
}
