using System.Text;
using SimdOptim.Cli;

namespace SimdOptim.Tests.Commands;

public sealed class InspectTests
{
    [Fact]
    public void Tensors_metadata_and_the_digest_are_shown()
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 2");
        string model = Path.Combine(sandbox.Report, "model.safetensors");
        Outcome outcome = Sandbox.Run("inspect", model);
        string flat = string.Join(' ', outcome.Output.Split([' ', '│', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("0.weight F32 [5, 2] 40", flat);
        Assert.Contains("--learning-rate 0.01", flat);
        Assert.EndsWith("digest ok: the file is as it was written", flat);

        byte[] bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);
        Outcome damaged = Sandbox.Run("inspect", model);
        Assert.Equal(ExitCode.Failure, damaged.ExitCode);
        Assert.Contains("digest wrong", damaged.Output);
    }

    [Fact]
    public void A_file_of_another_program_is_shown_without_what_would_move_the_cursor()
    {
        using Sandbox sandbox = new();
        byte[] header = Encoding.UTF8.GetBytes("""{"__metadata__":{"who":"\u001b[31m"},"a\n[b]":{"dtype":"BF16","shape":[],"data_offsets":[0,2]}}""");
        string path = sandbox.InRoot("other.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0]);
        Outcome outcome = Sandbox.Run("inspect", path);

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.All(["\\u001B[31m", "a\\u000A[b]", "BF16", "no digest"], text => Assert.Contains(text, outcome.Output));
        Outcome missing = Sandbox.Run("inspect", sandbox.InRoot("none"));
        Assert.Equal((ExitCode.BadInput, $"error: {sandbox.InRoot("none")}: expected a file, found none of this name."), (missing.ExitCode, missing.Error.TrimEnd()));
    }
}
