using System.Text.Json;
using System.Xml.Linq;
using SimdOptim.Cli;
using SimdOptim.Experiments;

namespace SimdOptim.Tests.Experiments;

/// <summary>The experiments themselves, from the command line to the last file.</summary>
public sealed class ReproduceTests
{
    public static TheoryData<string> Names => [.. ExperimentList.All.Select(experiment => experiment.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_published_figures_come_out(string name)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run("reproduce", name, "--out", sandbox.Report);
        string[] differing = [.. outcome.Output.Split(Environment.NewLine).Where(line => line.Contains(" differs "))];
        Assert.Equal(([], "", ExitCode.Success), (differing, outcome.Error, outcome.ExitCode));

        DirectoryInfo directory = new(Path.Combine(sandbox.Report, name));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory.FullName, "results.json")));
        JsonElement root = json.RootElement;
        Assert.True(root.GetProperty("passes").GetBoolean());
        JsonElement[] rows =
            [.. root.GetProperty("tables").EnumerateArray().SelectMany(table => table.GetProperty("rows").EnumerateArray())];
        Assert.True(rows.Length >= 8);
        Assert.All(rows, row => Assert.True(row.TryGetProperty("expected", out _) || row.TryGetProperty("relation", out _)));

        string[] pictures = [.. root.GetProperty("pictures").EnumerateArray().Select(picture => picture.GetString()!)];
        Assert.NotEmpty(pictures);
        Assert.Equal([.. pictures.Append("results.json").Order()], directory.EnumerateFiles().Select(file => file.Name).Order());
        Assert.All(pictures, picture => Assert.Equal("svg", XDocument.Load(Path.Combine(directory.FullName, picture)).Root!.Name.LocalName));
        IEnumerable<string> lines = outcome.Output.Split(Environment.NewLine).Where(line => !line.Contains(sandbox.Root));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Without_a_name_the_experiments_are_listed()
    {
        Outcome outcome = Sandbox.Run("reproduce");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines =
            [.. outcome.Output.Split(Environment.NewLine).TakeWhile(line => line.Length > 0).Select(line => line.TrimEnd())];
        Assert.Equal(ExperimentList.All.Count, lines.Length);
        Assert.All(ExperimentList.All.Zip(lines), pair => Assert.StartsWith($"{pair.First.Name} ", pair.Second));
        Assert.All(ExperimentList.All.Zip(lines), pair => Assert.EndsWith($" {pair.First.Description}", pair.Second));
        Assert.Contains("'simdoptim reproduce --all' runs all of them.", outcome.Output);
    }

    [Theory]
    [InlineData("initialisation", "name: expected one of ", "found initialisation; did you mean initialization?")]
    [InlineData("nonsense", "name: expected one of initialization, ", "found nonsense.")]
    [InlineData("descent-1d --all", "--all: expected no name beside it, ", "found descent-1d.")]
    [InlineData("--al", "unknown option --al; did you mean --all? ", "Or see 'simdoptim reproduce --help'.")]
    [InlineData("descent-1d more", "unknown argument more; ", "see 'simdoptim reproduce --help'.")]
    public void A_wrong_command_line_is_one_line_and_nothing_is_written(string arguments, string start, string end)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(["reproduce", .. arguments.Split(' '), "--out", sandbox.Report]);
        Assert.Equal((ExitCode.BadInput, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"error: {start}", outcome.Error);
        Assert.EndsWith(end + Environment.NewLine, outcome.Error);
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void The_help_tells_every_experiment()
    {
        Outcome outcome = Sandbox.Run("reproduce", "--help");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(["simdoptim reproduce [name] [options]", "  [name] ", "  --all ", "  --out DIR ", "[out]"], text => Assert.Contains(text, outcome.Output));
        Assert.All(ExperimentList.All, experiment => Assert.Contains($"    {experiment.Name}", outcome.Output));
        Assert.All(outcome.Output.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains("  reproduce ", Sandbox.Run("--help").Output);
    }

    [Fact]
    public void An_experiment_that_is_cancelled_beforehand_writes_nothing()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(new CancellationToken(canceled: true), "reproduce", "--all", "--out", sandbox.Report);
        Assert.Equal((ExitCode.Cancelled, ""), (outcome.ExitCode, outcome.Output));
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void A_training_that_is_cancelled_leaves_no_file()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource cancellation = new();
        using CancellingWriter output = new(cancellation, "running nnfs-optimizers");
        using StringWriter error = new();
        int exitCode = Application.Run(
            ["reproduce", "nnfs-optimizers", "--out", sandbox.Report], new Terminal(output, error), cancellation.Token);
        Assert.Equal((ExitCode.Cancelled, $"cancelled after 0 of 1 experiments{Environment.NewLine}"), (exitCode, error.ToString()));
        Assert.Empty(Directory.EnumerateFiles(sandbox.Root, "*", SearchOption.AllDirectories));
    }

    /// <summary>Takes what is written, and cancels as soon as a text has been.</summary>
    private sealed class CancellingWriter(CancellationTokenSource cancellation, string text) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(text) == true) cancellation.Cancel();
        }

        public override void WriteLine(string? value)
        {
            Write(value);
            base.WriteLine();
        }
    }
}
