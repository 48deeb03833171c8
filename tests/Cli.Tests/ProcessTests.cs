using System.Diagnostics;
using SimdOptim.Storage;

namespace SimdOptim.Tests;

/// <summary>The program as others start it: a process with streams, an environment and a working directory.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_report_lands_in_an_ignored_folder_by_default()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Child.Run(sandbox, "train moons --epochs 20");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.True(File.Exists(sandbox.InRoot("out/moons/metrics.json")));
        Assert.DoesNotContain('\u001b', outcome.Output);
        sandbox.Write("my points.csv", "1,2,a\n3,4,b\n");
        Outcome spaced = await Child.Run(sandbox, "train", "my points.csv", "--epochs", "1");
        Assert.Equal(0, spaced.ExitCode);
        Assert.True(File.Exists(sandbox.InRoot("out/my points/boundary.svg")));
    }

    [Fact]
    public async Task A_locale_with_decimal_commas_changes_nothing()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Child.Run(sandbox, "train moons --epochs 20 --learning-rate 0.0007 --out report");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(0.0007, sandbox.ReadMetrics().History[^1].LearningRate);
        Assert.Contains("learning rate 0.0007", outcome.Output);
    }

    [Fact]
    public async Task Faults_go_to_standard_error()
    {
        using Sandbox sandbox = new();
        Outcome outcome = await Child.Run(sandbox, "train nowhere.csv");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal("error: nowhere.csv: expected a file, found none of this name.", outcome.Error.TrimEnd());
        Assert.True(sandbox.IsEmpty);
    }

    [Theory]
    [InlineData("-INT", 130)]
    [InlineData("-TERM", 143)]
    public async Task A_signal_ends_the_run_with_a_report_and_a_checkpoint(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Sandbox sandbox = new();
        Outcome outcome = await Interrupt(sandbox, signal, ["train", "moons", "--epochs", "5000000", "--out", "report"]);
        int epochs = sandbox.ReadMetrics().Epochs;
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.StartsWith("cancelled after ", outcome.Error);
        Assert.Contains("metrics.json", outcome.Output);
        Assert.Equal(epochs, sandbox.ReadMetrics().History.Count);
        string checkpoint = Assert.Single(new CheckpointFolder(Path.Combine(sandbox.Report, "checkpoints")).FindAll());
        Assert.Matches($"epoch-{epochs}(-step-[1-4])?.safetensors$", checkpoint);
    }

    [Fact]
    public async Task A_signal_in_an_epoch_of_many_steps_waits_for_one_of_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Sandbox unbroken = new(), sandbox = new();
        string[] lines =
            [.. Enumerable.Range(0, 40_000).Select(i => FormattableString.Invariant($"{Math.Sin(i)},{Math.Cos(i)},{i % 2}"))];
        string data = sandbox.Write("points.csv", string.Join('\n', lines));
        string[] train = ["train", data, .. "--layers 320,320 --batch-norm --dropout-keep 0.9 --batch-size 2 --epochs 1 --out report".Split(' ')];
        Outcome outcome = await Interrupt(sandbox, "-INT", train);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Matches("^cancelled after 0 of 1 epochs and [0-9,]+ steps?\\s*$", outcome.Error);
        Assert.Equal(0, sandbox.ReadMetrics().Epochs);
        string checkpoint = Assert.Single(new CheckpointFolder(Path.Combine(sandbox.Report, "checkpoints")).FindAll());
        Assert.Contains("epoch-0-step-", checkpoint);

        Outcome resumed = await Child.Run(sandbox, [.. train, "--resume"]);
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(0, (await Child.Run(unbroken, train)).ExitCode);
        foreach (string file in new[] { "model.safetensors", "history.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(unbroken.Report, file)), File.ReadAllBytes(Path.Combine(sandbox.Report, file)));
    }

    [Fact]
    public async Task A_signal_ends_a_soak_with_what_it_has_come_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Sandbox sandbox = new();
        string[] soak = ["soak", "--minutes", "60", "--out", "report"];
        Outcome outcome = await Interrupt(sandbox, "-INT", soak, Path.Combine(sandbox.Report, "disturbed"));
        Assert.Equal(130, outcome.ExitCode);
        Assert.Matches("^cancelled after [0-9.]+ s of 1:00 h\\s*$", outcome.Error);
        Assert.Equal(["soak.json"], Directory.GetFileSystemEntries(sandbox.Report).Select(Path.GetFileName));
    }

    /// <summary>Starts the program, and sends it a signal as soon as a directory is there; else that of the report.</summary>
    private static async Task<Outcome> Interrupt(Sandbox sandbox, string signal, string[] args, string? directory = null)
    {
        using Process program = Child.Start(sandbox, args);
        Task<Outcome> outcome = Child.Finish(program);
        await Wait.Until(() => outcome.IsCompleted || Directory.Exists(directory ?? sandbox.Report), "the program has made its folder");
        await Wait.Run("kill", signal, $"{program.Id}");
        return await outcome;
    }
}
