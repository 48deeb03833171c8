using SimdOptim.Cli;
using SimdOptim.Storage;

namespace SimdOptim.Tests.Commands;

public sealed class ResumeTests
{
    private const string Train = "circles --layers 8 --batch-norm --dropout-keep 0.8 --checkpoint-every 7 --optimizer rmsprop";

    [Fact]
    public void A_longer_run_goes_on_and_ends_as_if_it_had_been_long_from_the_start()
    {
        using Sandbox whole = new(), parts = new();
        whole.Train($"{Train} --epochs 99");
        parts.Train($"{Train} --epochs 50 --resume");
        Metrics metrics = parts.Train($"{Train} --epochs 99 --resume");

        Assert.Equal(99, metrics.Epochs);
        Assert.Equal(Read(whole, "model.safetensors"), Read(parts, "model.safetensors"));
        Assert.Equal(whole.ReadMetrics().History, metrics.History);
        Assert.Equal(
            ["epoch-91.safetensors", "epoch-98.safetensors", "epoch-99.safetensors"],
            Directory.GetFiles(Path.Combine(parts.Report, "checkpoints")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_number_of_threads_may_change_on_the_way_and_changes_no_bit()
    {
        const string wide = "circles --layers 256,256 --optimizer adam";
        using Sandbox whole = new(), parts = new();
        whole.Train($"{wide} --epochs 4");
        parts.Train($"{wide} --epochs 2 --checkpoint-every 2 --threads 3");
        parts.Train($"{wide} --epochs 4 --checkpoint-every 2 --threads 2 --resume");
        Assert.Equal(Read(whole, "model.safetensors"), Read(parts, "model.safetensors"));
    }

    [Fact]
    public void Without_a_checkpoint_it_starts_from_the_beginning_and_says_so()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run("train", "moons", "--epochs", "3", "--resume", "--out", sandbox.Report);
        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("yet: training starts from the beginning", outcome.Output);
        Assert.False(Directory.Exists(Path.Combine(sandbox.Report, "checkpoints")));
    }

    [Fact]
    public void A_damaged_checkpoint_is_told_of_and_the_one_before_used()
    {
        using Sandbox whole = new(), sandbox = new();
        whole.Train($"{Train} --epochs 20");
        sandbox.Train($"{Train} --epochs 20");
        CheckpointFolder folder = new(Path.Combine(sandbox.Report, "checkpoints"));
        string newest = folder.FindAll()[0];
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[^1] ^= 1;
        File.WriteAllBytes(newest, bytes);
        Outcome outcome = Sandbox.Run(["train", .. Train.Split(' '), "--epochs", "20", "--resume", "--out", sandbox.Report]);

        Assert.Equal(ExitCode.Success, outcome.ExitCode);
        Assert.Equal(
            $"note: {newest}, metadata \"simdoptim.sha256\": expected the digest of the rest of the file, found another: it was damaged. It is ignored.",
            outcome.Error.TrimEnd());
        Assert.Contains($"resuming from {Path.Combine(folder.Path, "epoch-14.safetensors")}", outcome.Output);
        Assert.Equal(Read(whole, "model.safetensors"), Read(sandbox, "model.safetensors"));

        foreach (string file in folder.FindAll()) File.WriteAllBytes(file, bytes[..100]);
        Outcome hopeless = Sandbox.Run(["train", .. Train.Split(' '), "--epochs", "20", "--resume", "--out", sandbox.Report]);
        Assert.Equal(ExitCode.BadInput, hopeless.ExitCode);
        Assert.Contains("error: ", hopeless.Error);
    }

    [Theory]
    [InlineData("--learning-rate 0.5", "--learning-rate 0.5: expected 0.003 as in ")]
    [InlineData("--layers none", "--layers none: expected 8 as in ")]
    [InlineData("--init orthogonal", "--init orthogonal: expected he as in ")]
    [InlineData("--init normal:0.1", "--init normal:0.1: expected he as in ")]
    [InlineData("--seed 5", "--data-seed 5: expected 4 as in ")]
    [InlineData("--beta2 0.5", "--beta2 0.5: expected 0.999 as in ")]
    [InlineData("--clip-norm 3", "--clip-norm 3: expected none as in ")]
    [InlineData("--decay inverse-time:1", "--decay inverse-time:1: expected none as in ")]
    [InlineData("--precision double", "--precision double: expected float as in ")]
    [InlineData("--on-divergence retry", "--on-divergence retry: expected stop as in ")]
    [InlineData("--epochs 5", "--epochs 5: expected at least the 10 of ")]
    public void Options_that_contradict_the_checkpoint_are_refused_in_a_line(string options, string problem)
    {
        using Sandbox sandbox = new();
        sandbox.Train($"{Train} --epochs 10");
        byte[] before = Read(sandbox, "model.safetensors");
        List<string> args = [.. Train.Split(' '), "--epochs", "10"];
        if (options.Contains("--layers")) args.RemoveRange(1, 2);
        if (options.Contains("--epochs")) args.RemoveRange(args.Count - 2, 2);
        Outcome outcome = Sandbox.Run(["train", .. args, .. options.Split(' '), "--resume", "--out", sandbox.Report]);

        Assert.Equal(ExitCode.BadInput, outcome.ExitCode);
        string line = outcome.Error.TrimEnd().Split(Environment.NewLine)[^1];
        Assert.StartsWith("error: " + problem, line);
        Assert.EndsWith("; without --resume training starts from the beginning.", line);
        Assert.Equal(before, Read(sandbox, "model.safetensors"));
    }

    [Fact]
    public void Data_that_have_changed_are_refused()
    {
        using Sandbox sandbox = new();
        string path = sandbox.Write("points.csv", "1,2,a\n3,4,b\n5,6,a\n");
        sandbox.Train("points.csv --epochs 4 --checkpoint-every 2".Replace("points.csv", path));
        sandbox.Write("points.csv", "1,2,a\n3,4,b\n5,7,a\n");
        Outcome outcome = Sandbox.Run("train", path, "--epochs", "4", "--resume", "--out", sandbox.Report);
        Assert.Equal(ExitCode.BadInput, outcome.ExitCode);
        Assert.Contains("metadata \"simdoptim.training\": Training.data: expected sha256 ", outcome.Error);
    }

    [Fact]
    public void Retries_before_the_checkpoint_are_still_reported()
    {
        using Sandbox whole = new(), parts = new();
        string[] train = ["train", .. "moons --optimizer sgd --learning-rate 1e4 --loss hinge --on-divergence retry --checkpoint-every 1 --out".Split(' ')];
        Outcome unbroken = Sandbox.Run([.. train, whole.Report, "--epochs", "30"]);
        _ = Sandbox.Run([.. train, parts.Report, "--epochs", "20"]);
        Outcome resumed = Sandbox.Run([.. train, parts.Report, "--epochs", "30", "--resume"]);

        Assert.NotEmpty(whole.ReadMetrics().Divergences);
        Assert.Equal(unbroken.Error, resumed.Error);
        Assert.Equal(whole.ReadMetrics().Divergences, parts.ReadMetrics().Divergences);
        Assert.Equal(Read(whole, "model.safetensors"), Read(parts, "model.safetensors"));
    }

    private static byte[] Read(Sandbox sandbox, string file) => File.ReadAllBytes(Path.Combine(sandbox.Report, file));
}
