using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace SimdOptim.Tests.Commands;

public sealed class ReportTests
{
    [Fact]
    public void Metrics_have_the_agreed_names_and_an_entry_for_every_epoch()
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 250");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(sandbox.Report, "metrics.json")));
        JsonElement root = json.RootElement;
        Assert.Equal(
            ["finalCost", "trainAccuracy", "testAccuracy", "epochs", "seconds", "skippedSteps", "diverged", "divergences", "history"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("testAccuracy").ValueKind);
        Assert.Equal(250, root.GetProperty("epochs").GetInt32());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        JsonElement[] history = [.. root.GetProperty("history").EnumerateArray()];
        Assert.Equal(Enumerable.Range(0, 250), history.Select(e => e.GetProperty("epoch").GetInt32()));
        Assert.All(history, e => Assert.Equal(["epoch", "cost", "accuracy", "learningRate"], e.EnumerateObject().Select(p => p.Name)));
        Assert.All(history, e => Assert.True(e.GetProperty("cost").GetDouble() > 0));
        Assert.All(history, e => Assert.Equal(0.01, e.GetProperty("learningRate").GetDouble()));
        Assert.Equal(JsonValueKind.Null, history[1].GetProperty("accuracy").ValueKind);
        Assert.Equal(root.GetProperty("trainAccuracy").GetDouble(), history[^1].GetProperty("accuracy").GetDouble());
        Assert.Equal(root.GetProperty("finalCost").GetDouble(), history[^1].GetProperty("cost").GetDouble());
    }

    [Fact]
    public void The_csv_history_holds_the_same_numbers()
    {
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train("circles --epochs 210");
        string[] lines = File.ReadAllLines(Path.Combine(sandbox.Report, "history.csv"));
        Assert.Equal("epoch,cost,accuracy,learning_rate", lines[0]);
        Assert.Equal(metrics.History, lines[1..].Select(line =>
        {
            string[] cells = line.Split(',');
            return new MetricsEpoch(int.Parse(cells[0], CultureInfo.InvariantCulture), Number(cells[1]), Number(cells[2]), Number(cells[3]));
        }));

        static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_penalty_is_part_of_the_cost_and_is_said()
    {
        using Sandbox sandbox = new();
        double plain = sandbox.Train("moons --epochs 1 --batch-size 0").History[0].Cost!.Value;
        Outcome outcome =
            Sandbox.Run("train", "moons", "--epochs", "1", "--batch-size", "0", "--l2", "3", "--out", sandbox.Report);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("lambda 3", outcome.Output);
        Assert.True(sandbox.ReadMetrics().History[0].Cost > plain + 0.01);
        Assert.Contains("cross-entropy + L2 penalty", File.ReadAllText(Path.Combine(sandbox.Report, "loss.svg")));
    }

    [Theory]
    [InlineData("--optimizer sgd --momentum 0.8", "note: --momentum has no effect with --optimizer sgd; it is for momentum, averaged-momentum, heavy-ball, nesterov")]
    [InlineData("--optimizer rmsprop --beta1 0.8", "note: --beta1 has no effect with --optimizer rmsprop; it is for adam")]
    [InlineData("--decay-delay 1", "note: --decay-delay has no effect without --decay")]
    [InlineData("--dropout-seed 3", "note: --dropout-seed has no effect without dropout; see --dropout-keep")]
    [InlineData("--dropout-seed 3 --dropout-keep 0.9", "")]
    [InlineData("--init zeros --init-seed 3", "note: --init-seed has no effect with --init zeros; it is for weights that are drawn")]
    [InlineData("--init-seed 3 --data-seed 3 --shuffle-seed 3", "")]
    [InlineData("--optimizer adam --beta1 0.8", "")]
    public void What_has_no_effect_is_said(string options, string note)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(["train", "moons", "--epochs", "2", "--out", sandbox.Report, .. options.Split(' ')]);

        Assert.Equal((0, note), (outcome.ExitCode, outcome.Error.Trim()));
        Assert.Equal(2, sandbox.ReadMetrics().History.Count);
    }

    [Fact]
    public void A_seed_of_built_in_data_has_no_effect_with_a_file()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("data.csv", "1,2,a\n3,4,b\n");
        Outcome outcome = Sandbox.Run("train", data, "--data-seed", "3", "--epochs", "1", "--out", sandbox.Report);
        Assert.Equal((0, $"note: --data-seed has no effect with {data}; it is for built-in data"), (outcome.ExitCode, outcome.Error.Trim()));
    }

    [Fact]
    public void Pictures_show_the_run()
    {
        using Sandbox sandbox = new();
        sandbox.Train("blobs --epochs 50");
        string loss = File.ReadAllText(Path.Combine(sandbox.Report, "loss.svg"));
        string boundary = File.ReadAllText(Path.Combine(sandbox.Report, "boundary.svg"));
        Assert.All(["blobs: training cost", "epoch", "cross-entropy", "2-5-2-3, adam, learning rate 0.01"], text => Assert.Contains(text, loss));
        Assert.All(["blobs: what the network decides", "class 0", "class 1", "class 2", ">x0<", ">x1<"], text => Assert.Contains(text, boundary));
        Assert.Equal(300, XDocument.Parse(boundary).Descendants().Count(e => e.Name.LocalName == "circle" && e.Attribute("r")?.Value == "3.6"));
    }

    [Fact]
    public void Data_outside_the_plane_have_no_boundary_and_an_old_one_is_not_left()
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 2");
        string data = sandbox.Write("cube.csv", "1,2,3,a\n4,5,6,b\n7,8,9,a\n");
        Outcome outcome = Sandbox.Run("train", data, "--epochs", "2", "--out", sandbox.Report);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("No boundary.svg: it shows data of 2 features, these have 3.", outcome.Output);
        Assert.Equal(["history.csv", "loss.svg", "metrics.json", "model.safetensors"], Directory.GetFiles(sandbox.Report).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_table_tells_what_was_done()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run("train", "moons", "--epochs", "3000", "--seed", "4", "--out", sandbox.Report);
        Metrics metrics = sandbox.ReadMetrics();
        string[] expected =
        [
            "moons: 300 samples, 2 features, 2 classes",
            "2-5-2-1, 30 parameters, float",
            "adam, learning rate 0.01, beta1 0.9, beta2 0.999, epsilon 1e-8",
            metrics.FinalCost!.Value.ToString("0.0000", CultureInfo.InvariantCulture),
            (100 * metrics.TrainAccuracy!.Value).ToString("0.0", CultureInfo.InvariantCulture) + " %",
            "3,000 in ",
            .. new[] { "metrics.json", "history.csv", "loss.svg", "model.safetensors", "boundary.svg" }.Select(file => Path.Combine(sandbox.Report, file)),
        ];
        Assert.All(expected, text => Assert.Contains(text, outcome.Output));
        Assert.InRange(outcome.Output.Split('\n').Count(line => line.StartsWith("epoch ")), 10, 20);
    }

    [Fact]
    public void So_many_classes_that_no_picture_could_tell_them_apart_have_none()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("many.csv", string.Concat(Enumerable.Range(0, 101).Select(i => $"{i},1,{i}\n")));
        Outcome outcome = Sandbox.Run("train", data, "--epochs", "1", "--out", sandbox.Report);
        Assert.Contains("No boundary.svg: it shows data of at most 100 classes, these have 101.", outcome.Output);
        Assert.False(File.Exists(Path.Combine(sandbox.Report, "boundary.svg")));
    }

    [Fact]
    public void Nothing_unfinished_is_left_beside_the_report()
    {
        using Sandbox sandbox = new();
        sandbox.Train("xor --epochs 3");
        sandbox.Train("xor --epochs 3");
        Assert.Equal(
            ["boundary.svg", "history.csv", "loss.svg", "metrics.json", "model.safetensors"], Directory.GetFiles(sandbox.Report).Select(Path.GetFileName).Order());
    }
}
