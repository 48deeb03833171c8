using System.Text.Json;
using SimdOptim.Cli;
using SimdOptim.Cli.Commands;
using SimdOptim.Experiments.Frame;

namespace SimdOptim.Tests.Experiments;

public sealed class ExperimentRunnerTests
{
    private static readonly Row _right = Row.Of("right", "book", new PrintedFigure("0.25"), 0.2519);
    private static readonly Row _broken = Row.Of("broken", "book", new PrintedFigure("0.25"), 0.2551);
    private static readonly Row _wrongSource = Row.WrongInSource("fault", "book", new PrintedFigure("0.25"), 0.3);
    private static readonly Row _relation = Row.Relation("order", "below 2", 1, holds: true);

    [Fact]
    public void Figures_that_agree_succeed()
    {
        using Sandbox sandbox = new();
        Tests.Outcome outcome = Run(sandbox, new FakeExperiment("fake", _right, _wrongSource, _relation));
        Assert.Equal((ExitCode.Success, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(
            ["fake: finds what it is told to", "source book: A Book, 1999", "a table", "note: a note", "2 of 3 rows agree, in 1 the source is wrong."],
            text => Assert.Contains(text, outcome.Output));
    }

    [Fact]
    public void A_figure_that_differs_fails_but_all_is_written()
    {
        using Sandbox sandbox = new();
        Tests.Outcome outcome = Run(sandbox, new FakeExperiment("good", _right), new FakeExperiment("bad", _right, _broken));
        Assert.Equal((ExitCode.Failure, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("1 of 2 rows agree, 1 DIFFER.", outcome.Output);
        Assert.All(["good", "bad"], name => Assert.Equal(["curve.svg", "results.json"], Files(sandbox, name)));
    }

    [Fact]
    public void Every_row_goes_into_the_file()
    {
        using Sandbox sandbox = new();
        Run(sandbox, new FakeExperiment("fake", _right, _broken, _wrongSource, _relation));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(sandbox.Report, "fake", "results.json")));
        JsonElement root = json.RootElement;
        Assert.Equal(
            ["experiment", "description", "passes", "sources", "tables", "notes", "pictures"], root.EnumerateObject().Select(p => p.Name));
        Assert.False(root.GetProperty("passes").GetBoolean());
        Assert.Equal("A Book, 1999", root.GetProperty("sources").GetProperty("book").GetString());
        Assert.Equal("curve.svg", root.GetProperty("pictures")[0].GetString());
        JsonElement[] rows = [.. root.GetProperty("tables")[0].GetProperty("rows").EnumerateArray()];
        Assert.Equal(["agrees", "differs", "source wrong", "agrees"], rows.Select(row => row.GetProperty("verdict").GetString()));
        Assert.Equal((0.25, 0.2519), (rows[0].GetProperty("expected").GetDouble(), rows[0].GetProperty("ours").GetDouble()));
        Assert.Equal(0.0019, rows[0].GetProperty("difference").GetDouble(), 1e-12);
        Assert.Equal(0.005, rows[0].GetProperty("bound").GetDouble());
        Assert.Equal("half of the last printed digit", rows[0].GetProperty("boundReason").GetString());
        Assert.Equal("below 2", rows[3].GetProperty("relation").GetString());
        Assert.Equal(JsonValueKind.Null, rows[3].GetProperty("difference").ValueKind);
    }

    [Fact]
    public void What_is_cancelled_leaves_no_file_and_says_so()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource cancellation = new();
        FakeExperiment interrupted = new("second", _right) { Running = _ => cancellation.Cancel() };
        Tests.Outcome outcome = Run(sandbox, cancellation.Token, new FakeExperiment("first", _right), interrupted, new FakeExperiment("third", _right));
        Assert.Equal((ExitCode.Cancelled, $"cancelled after 1 of 3 experiments{Environment.NewLine}"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["curve.svg", "results.json"], Files(sandbox, "first"));
        Assert.Equal(["first"], Directory.EnumerateFileSystemEntries(sandbox.Report).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_cancelled_in_its_first_experiment_leaves_only_directories_that_were_there()
    {
        using Sandbox sandbox = new();
        using CancellationTokenSource cancellation = new();
        Directory.CreateDirectory(Path.Combine(sandbox.Report, "second"));
        FakeExperiment interrupted = new("first", _right) { Running = _ => cancellation.Cancel() };
        Tests.Outcome outcome = Run(sandbox, cancellation.Token, interrupted, new FakeExperiment("second", _right));
        Assert.Equal(ExitCode.Cancelled, outcome.ExitCode);
        Assert.Equal(["second"], Directory.EnumerateFileSystemEntries(sandbox.Report).Select(Path.GetFileName));

        Directory.Delete(sandbox.Report, recursive: true);
        Run(sandbox, cancellation.Token, interrupted);
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void A_refused_directory_leaves_none_of_those_before_it()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Report);
        sandbox.Write(Path.Combine("report", "second"), "a file");
        FakeExperiment[] experiments = [new("first", _right), new("second", _right)];
        Assert.Throws<UsageException>(() => Run(sandbox, experiments));
        Assert.Equal(["second"], Directory.EnumerateFileSystemEntries(sandbox.Report).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_cancelled_beforehand_writes_nothing()
    {
        using Sandbox sandbox = new();
        Assert.Equal(ExitCode.Cancelled, Run(sandbox, new CancellationToken(canceled: true), new FakeExperiment("fake", _right)).ExitCode);
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_to_is_refused_before_anything_runs()
    {
        using Sandbox sandbox = new();
        sandbox.Write("report", "a file");
        FakeExperiment experiment = new("fake", _right) { Running = _ => Assert.Fail("It ran.") };
        Assert.Throws<UsageException>(() => Run(sandbox, experiment));
    }

    [Fact]
    public void Lines_fit_the_screen()
    {
        using Sandbox sandbox = new();
        Row[] rows = [.. Enumerable.Range(0, 3).Select(i => Row.Of(new string('x', 80) + " y", "a source", new PrintedFigure("1.234567890123e-100"), i))];
        string output = Run(sandbox, new FakeExperiment("fake", rows)).Output;
        Assert.All(output.Split(Environment.NewLine).Where(line => !line.Contains(sandbox.Root)), line => Assert.InRange(line.Length, 0, 100));
    }

    private static string[] Files(Sandbox sandbox, string experiment) =>
        [.. new DirectoryInfo(Path.Combine(sandbox.Report, experiment)).EnumerateFileSystemInfos().Select(file => file.Name).Order()];

    private static Tests.Outcome Run(Sandbox sandbox, params IReadOnlyList<Experiment> experiments) =>
        Run(sandbox, CancellationToken.None, experiments);

    private static Tests.Outcome Run(Sandbox sandbox, CancellationToken cancellation, params IReadOnlyList<Experiment> experiments)
    {
        StringWriter output = new(), error = new();
        int exitCode = new ExperimentRunner(new Terminal(output, error), cancellation).Run(experiments, sandbox.Report);
        return new Tests.Outcome(exitCode, output.ToString(), error.ToString());
    }
}
