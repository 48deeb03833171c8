using System.Text.Json;
using SimdOptim.Tests.Charts;

namespace SimdOptim.Tests.Commands;

public sealed class CompareTests
{
    [Fact]
    public void Each_run_is_what_train_makes_of_the_same_optimizer()
    {
        using Sandbox sandbox = new();
        ComparedMetrics comparison =
            Compare(sandbox, "circles --epochs 30 --seed 9 --batch-size 50 --decay inverse-time:0.1 --beta1 0.8");

        Assert.Equal(["sgd", "momentum", "nesterov", "rmsprop", "adam"], comparison.Runs.Select(run => run.Optimizer));
        Assert.Equal([0.1, 0.01, 0.01, 0.003, 0.01], comparison.Runs.Select(run => run.LearningRate));
        foreach (ComparedRun run in comparison.Runs)
        {
            using Sandbox alone = new();
            string beta = run.Optimizer == "adam" ? " --beta1 0.8" : "";
            Metrics metrics = alone.Train(
                $"circles --epochs 30 --seed 9 --batch-size 50 --decay inverse-time:0.1 --optimizer {run.Optimizer}{beta}");
            Assert.Equal(metrics.History, run.History);
            Assert.Equal((metrics.FinalCost, metrics.TrainAccuracy, false), (run.FinalCost, run.TrainAccuracy, run.Diverged));
        }
    }

    [Fact]
    public void The_target_is_the_highest_final_cost_which_every_run_reaches()
    {
        using Sandbox sandbox = new();
        ComparedMetrics comparison = Compare(sandbox, "moons --epochs 60");

        Assert.Equal(comparison.Runs.Max(run => run.FinalCost), comparison.TargetCost);
        Assert.All(comparison.Runs, run =>
        {
            int reached = run.EpochsToTarget!.Value;
            Assert.True(run.History[reached - 1].Cost <= comparison.TargetCost);
            Assert.All(run.History.Take(reached - 1), epoch => Assert.True(epoch.Cost > comparison.TargetCost));
            Assert.True(run.SecondsToTarget > 0);
        });
    }

    [Fact]
    public void A_target_that_no_run_reaches_has_no_epoch()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Run(sandbox, "moons --epochs 3 --target-cost 1e-9");
        ComparedMetrics comparison = Read(sandbox);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(1e-9, comparison.TargetCost);
        Assert.All(comparison.Runs, run => Assert.Equal((null, null), (run.EpochsToTarget, run.SecondsToTarget)));
        Assert.Contains("epochs to 1.000e-9", outcome.Output);
        Assert.DoesNotContain("the highest of the final costs", outcome.Output);
    }

    [Fact]
    public void The_table_has_a_line_a_run_and_the_test_accuracy_if_there_is_one()
    {
        using Sandbox sandbox = new();
        string test = sandbox.Write("two.csv", "-0.5,0.8,0\n1.5,-0.4,1\n-1.5,1.5,1\n0.5,-1,0\n");
        Outcome outcome = Run(sandbox, $"moons --epochs 2000 --optimizers sgd,adam --learning-rates 0.01,0.02 --test {test}");
        string[] lines = [.. outcome.Output.Split('\n').Where(line => line.StartsWith('│'))];

        Assert.All(["optimizer", "learning rate", "final cost", "accuracy", "test accuracy"], text => Assert.Contains(text, lines[0]));
        string[] adam = lines.Single(line => line.StartsWith("│ adam")).Split('│', StringSplitOptions.TrimEntries);
        ComparedRun run = Read(sandbox).Runs[1];
        Assert.Equal(
            ["adam", "0.02", SimdOptim.Charts.Figures.Cost(run.FinalCost!.Value), SimdOptim.Charts.Figures.Share(run.TrainAccuracy!.Value), "50.0 %"], adam[1..6]);
        Assert.Equal(SimdOptim.Charts.Figures.Count(run.EpochsToTarget!.Value), adam[6]);
        Assert.EndsWith(" s", adam[7]);
    }

    [Fact]
    public void A_run_that_diverges_is_shown_as_such_and_the_others_go_on()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Run(sandbox, "moons --epochs 30 --optimizers sgd,adam --learning-rates 1e30,0.01");
        ComparedMetrics comparison = Read(sandbox);

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("note: sgd 1e+30: diverged in epoch 0, at step 2: the cost is NaN, seen first in dense1.weight; try ", outcome.Error);
        Assert.Matches(@"│ sgd +│ +1e\+30 │ +diverged │ +– │ +– │ +– │", outcome.Output);
        Assert.Equal((true, false), (comparison.Runs[0].Diverged, comparison.Runs[1].Diverged));
        Assert.Equal(comparison.Runs[1].FinalCost, comparison.TargetCost);
        Picture(sandbox).Shows("sgd 1e+30 (diverged in epoch 0)", "adam 0.01");
    }

    [Fact]
    public void If_all_diverge_it_fails()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Run(sandbox, "moons --epochs 30 --optimizers sgd,momentum --learning-rates 1e30");

        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith($"error: every run diverged.{Environment.NewLine}", outcome.Error);
        Assert.Null(Read(sandbox).TargetCost);
    }

    [Fact]
    public void The_picture_lays_the_curves_over_each_other()
    {
        using Sandbox sandbox = new();
        Compare(sandbox, "blobs --epochs 40 --optimizers sgd,sgd,adam --learning-rates 0.01,0.1,0.01");
        Picture picture = Picture(sandbox);

        picture.Shows("blobs: training cost by optimizer", "epoch", "cross-entropy", "sgd 0.01", "sgd 0.1", "adam 0.01");
        Assert.Equal(3, picture.Elements("path").Count(path => Charts.Picture.Chains(path.Attribute("d")!.Value).Sum(chain => chain.Count) > 10));
    }

    [Fact]
    public void The_csv_history_names_the_run_on_every_line()
    {
        using Sandbox sandbox = new();
        Compare(sandbox, "moons --epochs 3 --optimizers sgd,adam");
        string[] lines = File.ReadAllLines(Path.Combine(sandbox.Report, "history.csv"));

        Assert.Equal("optimizer,initial_learning_rate,epoch,cost,accuracy,learning_rate", lines[0]);
        Assert.Equal(
            ["sgd,0.1,0", "sgd,0.1,1", "sgd,0.1,2", "adam,0.01,0", "adam,0.01,1", "adam,0.01,2"],
            lines[1..].Select(line => string.Join(',', line.Split(',')[..3])));
    }

    [Fact]
    public void The_same_command_gives_the_same_files_but_for_seconds()
    {
        using Sandbox first = new(), second = new();
        Compare(first, "spiral --epochs 20 --layers 8");
        Compare(second, "spiral --epochs 20 --layers 8");
        Assert.All(["metrics.json", "history.csv", "comparison.svg"], name => Assert.Equal(Lines(first, name), Lines(second, name)));

        static IEnumerable<string> Lines(Sandbox sandbox, string name) =>
            File.ReadLines(Path.Combine(sandbox.Report, name)).Where(line => !line.Contains("\"seconds"));
    }

    [Fact]
    public void The_report_lands_beside_that_of_train_by_default()
    {
        string help = Sandbox.Run("compare", "--help").Output;
        Assert.Contains("out/compare-<data>", help);
    }

    [Theory]
    [InlineData("--optimizers sgd,adm", "--optimizers: expected one of sgd, momentum, averaged-momentum, heavy-ball, nesterov, adagrad, rmsprop, adam, or several between commas, found \"sgd,adm\".")]
    [InlineData("--optimizers adm", "--optimizers: expected one of sgd, momentum, averaged-momentum, heavy-ball, nesterov, adagrad, rmsprop, adam, or several between commas, found \"adm\"; did you mean adam?")]
    [InlineData("--optimizers sgd,", "--optimizers: expected one of sgd, momentum, averaged-momentum, heavy-ball, nesterov, adagrad, rmsprop, adam, or several between commas, found \"sgd,\"; did you mean sgd?")]
    [InlineData("--optimizers sgd,adam,sgd", "--optimizers: expected runs that differ, found sgd twice at the learning rate 0.1.")]
    [InlineData("--optimizers sgd,adam --learning-rates 0.1,0.2,0.3", "--learning-rates: expected 1 learning rate or 2, one for each of --optimizers, found 3.")]
    [InlineData("--optimizers sgd --learning-rates 1,2", "--learning-rates: expected 1 learning rate, found 2.")]
    [InlineData("--learning-rates 0", "--learning-rates: expected a finite number above 0, or several between commas, found \"0\".")]
    [InlineData("--target-cost 0", "--target-cost: expected a finite number above 0, found \"0\".")]
    [InlineData("--optimizer sgd", "unknown option --optimizer; did you mean --optimizers? Or see 'simdoptim compare --help'.")]
    public void What_cannot_be_compared_is_refused_before_anything_is_written(string options, string message)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Run(sandbox, $"moons --epochs 1 {options}");

        Assert.Equal((2, "", $"error: {message}{Environment.NewLine}"), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void What_no_optimizer_uses_is_said()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Run(sandbox, "moons --epochs 1 --optimizers sgd,adam --momentum 0.8 --beta1 0.8");
        Assert.Equal(
            $"note: --momentum has no effect with --optimizers sgd,adam; it is for momentum, averaged-momentum, heavy-ball, nesterov{Environment.NewLine}",
            outcome.Error);
    }

    [Fact]
    public async Task A_comparison_that_is_cancelled_reports_what_it_has()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource cancellation = new();
        Task<Outcome> run = Task.Run(() => Sandbox.Run(
            cancellation.Token, "compare", "moons", "--optimizers", "sgd,adam", "--epochs", "5000000", "--out", sandbox.Report));
        await Wait.Until(() => run.IsCompleted || Directory.Exists(sandbox.Report), "the run has made its folder");
        await cancellation.CancelAsync();
        Outcome outcome = await Wait.For(run, "the run that was cancelled");

        Assert.Equal(130, outcome.ExitCode);
        Assert.StartsWith("cancelled after ", outcome.Error);
        Assert.Equal("sgd", Assert.Single(Read(sandbox).Runs).Optimizer);
    }

    private static Outcome Run(Sandbox sandbox, string args) =>
        Sandbox.Run(["compare", .. args.Split(' '), "--out", sandbox.Report]);

    private static ComparedMetrics Compare(Sandbox sandbox, string args)
    {
        Outcome outcome = Run(sandbox, args);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return Read(sandbox);
    }

    private static ComparedMetrics Read(Sandbox sandbox) => JsonSerializer.Deserialize<ComparedMetrics>(
        File.ReadAllText(Path.Combine(sandbox.Report, "metrics.json")), JsonSerializerOptions.Web)!;

    private static Picture Picture(Sandbox sandbox) => new(File.ReadAllText(Path.Combine(sandbox.Report, "comparison.svg")));
}
