using System.Globalization;
using System.Text;
using SimdOptim.Cli;

namespace SimdOptim.Tests.Commands;

public sealed class PredictTests
{
    [Fact]
    public void Classes_are_called_by_their_names_with_what_the_network_gave_for_each()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("flowers.csv", "width,length,kind\n1,0,rose\n0,1,lily\n0,0,\"oak, young\"\n1.1,0,rose\n0,1.1,lily\n0.1,0.1,\"oak, young\"\n");
        sandbox.Train($"{data} --epochs 400 --layers 8");
        string more = sandbox.Write("more.csv", "1,0.1\n0.1,1\n0,0.1\n");
        Outcome outcome = Sandbox.Run("predict", "--model", Path.Combine(sandbox.Report, "model.safetensors"), more);

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal("prediction,lily,\"oak, young\",rose", lines[0]);
        Assert.Equal(["rose", "lily", "\"oak"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(1, lines[1].Split(',')[1..].Sum(cell => double.Parse(cell, CultureInfo.InvariantCulture)), 1e-6);
    }

    [Theory]
    [InlineData("float")]
    [InlineData("double")]
    public void Two_classes_and_their_labels_which_are_not_looked_at(string precision)
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("points.csv", "1,2,no\n3,4,yes\n1,1,no\n4,4,yes\n");
        sandbox.Train($"{data} --epochs 300 --layers none --checkpoint-every 300 --precision {precision}");
        string model = Path.Combine(sandbox.Report, "model.safetensors");
        Outcome labelled = Sandbox.Run("predict", "--model", model, data);
        Outcome checkpoint =
            Sandbox.Run("predict", "--model", Path.Combine(sandbox.Report, "checkpoints", "epoch-300.safetensors"), data);

        Assert.Equal((ExitCode.Success, ""), (labelled.ExitCode, labelled.Error));
        Assert.Equal(labelled, checkpoint);
        string[] lines = labelled.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal("prediction,yes", lines[0]);
        Assert.All(lines[1..], line => Assert.Equal(line.StartsWith("yes,"), double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) > 0.5));
        Assert.Equal(["no", "yes", "no", "yes"], lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void Quantities_go_into_a_file()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("houses.csv", "size,price\n1,2\n2,4\n3,6\n");
        sandbox.Train($"{data} --epochs 500 --layers none --loss mse --learning-rate 0.1");
        string target = sandbox.InRoot("prices.csv");
        Outcome outcome = Sandbox.Run("predict", "--model", Path.Combine(sandbox.Report, "model.safetensors"), sandbox.Write("sizes.csv", "4\n5\n"), "--out", target);

        Assert.Equal((ExitCode.Success, "", ""), (outcome.ExitCode, outcome.Error, outcome.Output));
        string[] lines = File.ReadAllLines(target);
        Assert.Equal("output0", lines[0]);
        Assert.Equal([8, 10], lines[1..].Select(line => Math.Round(double.Parse(line, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Outputs_that_are_not_finite_are_counted_and_exit_with_1()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("houses.csv", "1,2\n2,4\n3,6\n");
        sandbox.Train($"{data} --epochs 500 --layers none --loss mse --learning-rate 0.1");
        string model = Path.Combine(sandbox.Report, "model.safetensors");
        Outcome outcome = Sandbox.Run("predict", "--model", model, sandbox.Write("sizes.csv", "4\n3e38\n"));

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Equal("error: of 2 rows, 1 got an output that is not finite: the network or these data are beyond Single.", outcome.Error.TrimEnd());
        Assert.Equal(3, outcome.Output.TrimEnd().Split(Environment.NewLine).Length);
    }

    [Theory]
    [InlineData("[\"0\",\"1\"]", "[\"0\",null]", "expected a list of names, found otherwise.")]
    [InlineData("[\"0\",\"1\"]", "[\"0\"]", "expected names for 1 outputs, found 1.")]
    [InlineData("[\"0\",\"1\"]", "[\"0\",\"1\",\"2\"]", "expected names for 1 outputs, found 3.")]
    public void Names_of_classes_that_do_not_fit_the_network_are_refused(string written, string instead, string problem)
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 1");
        string path = Path.Combine(sandbox.Report, "model.safetensors"), data = sandbox.Write("points.csv", "1,2\n");
        byte[] file = File.ReadAllBytes(path);
        int end = 8 + (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, 8, end - 8).Replace("simdoptim.sha256", "sha256");
        byte[] changed = Encoding.UTF8.GetBytes(header.Replace(written.Replace("\"", "\\\""), instead.Replace("\"", "\\\"")));
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. file[end..]]);
        AssertRefused($"error: {path}, metadata \"classes\": {problem}", data, "--model", path);
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_never_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in the file system.");
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 1");
        string model = Path.Combine(sandbox.Report, "model.safetensors"), pipe = sandbox.InRoot("pipe"), link = sandbox.InRoot("link");
        await Wait.Run("mkfifo", pipe);
        File.CreateSymbolicLink(link, model);
        string data = sandbox.Write("points.csv", "1,2\n");
        Task<string> read = Task.Run(() => File.ReadAllText(pipe));
        Outcome outcome = Sandbox.Run("predict", "--model", model, data, "--out", pipe);

        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(Sandbox.Run("predict", "--model", model, data).Output.ReplaceLineEndings("\n"), await Wait.For(read, "the reader of the pipe"));
        AssertRefused($"error: --out {link}: expected a file of its own, found one that is read.", data, "--model", model, "--out", link);
    }

    [Fact]
    public void What_may_not_be_written_is_a_failure_that_is_expected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 1");
        string model = Path.Combine(sandbox.Report, "model.safetensors");
        Outcome outcome = Sandbox.Run("predict", "--model", model, sandbox.Write("points.csv", "1,2\n"), "--out", "/proc/sys/kernel/ostype");

        Assert.Equal((ExitCode.Failure, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("/proc/sys/kernel/ostype", outcome.Error);
        Assert.DoesNotContain("unexpected", outcome.Error);
    }

    [Fact]
    public void Faults_are_one_line_and_exit_with_2()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("points.csv", "1,2,no\n3,4,yes\n"), wide = sandbox.Write("wide.csv", "1,2,3,4\n");
        sandbox.Train($"{data} --epochs 1");
        string model = Path.Combine(sandbox.Report, "model.safetensors");
        AssertRefused("error: --model: expected a model.safetensors or a checkpoint, found none; see 'simdoptim predict --help'.", data);
        AssertRefused($"error: {data}, byte 0: expected a header of at most 7 bytes, found a length of {BitConverter.ToInt64("1,2,no\n3"u8)}.", data, "--model", data);
        AssertRefused($"error: {wide}, line 1: expected 2 columns, or one more with a target, found 4.", wide, "--model", model);
        AssertRefused($"error: --out {data}: expected a file of its own, found one that is read.", data, "--model", model, "--out", data);
        byte[] bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 64;
        File.WriteAllBytes(model, bytes);
        AssertRefused($"error: {model}, metadata \"simdoptim.sha256\": expected the digest of the rest of the file, found another: it was damaged.", data, "--model", model);
    }

    private static void AssertRefused(string line, params string[] args)
    {
        Outcome outcome = Sandbox.Run(["predict", .. args]);
        Assert.Equal((line, ExitCode.BadInput, ""), (outcome.Error.TrimEnd(), outcome.ExitCode, outcome.Output));
    }
}
