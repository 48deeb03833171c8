using System.Globalization;
using System.Text.Json;
using SimdOptim.Charts;
using SimdOptim.Tests.Charts;

namespace SimdOptim.Tests.Commands;

public sealed class RegressionTests
{
    /// <summary><c>y = x²</c> on a grid, under a header.</summary>
    private static string Parabola => "x,y\n" + string.Join('\n', Enumerable.Range(-20, 41)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i / 10.0},{i * i / 100.0}")));

    [Theory]
    [InlineData("mse", "mean squared error")]
    [InlineData("mae", "mean absolute error")]
    [InlineData("huber", "Huber loss")]
    public void A_function_is_learnt_and_drawn(string loss, string title)
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("parabola.csv", Parabola);
        string test = sandbox.Write("test.csv", "x,y\n0.55,0.3025\n-1.25,1.5625\n1.75,3.0625\n");
        Outcome outcome =
            Train(sandbox, data, "--loss", loss, "--layers", "16,16", "--activation", "tanh", "--epochs", "1500", "--test", test);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        JsonElement metrics = ReadJson(sandbox);
        Assert.Equal(
            [
                "finalCost", "trainAccuracy", "testAccuracy", "trainR2", "testR2", "epochs", "seconds", "skippedSteps", "diverged", "divergences", "history",
            ],
            metrics.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("trainAccuracy").ValueKind);
        Assert.InRange(metrics.GetProperty("trainR2").GetDouble(), 0.99, 1);
        Assert.InRange(metrics.GetProperty("testR2").GetDouble(), 0.99, 1);
        Assert.DoesNotContain("accuracy", outcome.Output);
        Assert.Contains("1-16-16-1", outcome.Output);
        Assert.Contains(title, File.ReadAllText(Path.Combine(sandbox.Report, "loss.svg")));
        Assert.Equal(["fit.svg", "history.csv", "loss.svg", "metrics.json", "model.safetensors"], Files(sandbox));
    }

    [Theory]
    [InlineData("train", 7, 4, "4 different values in 7 samples")]
    [InlineData("compare", 7, 4, "4 different values in 7 samples")]
    [InlineData("check-gradients", 7, 4, "4 different values in 7 samples")]
    [InlineData("train", 1250, 101, "101 different values in 1,250 samples")]
    public void Numbers_that_are_taken_for_classes_are_told_of(string command, int samples, int classes, string doubt)
    {
        string note = $"note: the last column has {doubt}, each taken for a class; --loss mse predicts them as numbers";
        Assert.Equal((0, note), RunOn(command, samples, i => Figures.Exact(i % classes / 2.0)));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(250, 100)]
    public void Few_numbers_are_classes(int samples, int classes) =>
        Assert.Equal((0, ""), RunOn("train", samples, i => Figures.Exact(i % classes / 2.0)));

    [Fact]
    public void Numbers_to_predict_and_text_are_what_they_are_taken_for()
    {
        Assert.Equal((0, ""), RunOn("train", 7, i => Figures.Exact(i / 2.0), "--loss", "mse"));
        Assert.Equal((0, ""), RunOn("train", 7, i => $"name {i}"));
    }

    [Fact]
    public void The_picture_shows_the_curve_and_every_sample()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("parabola.csv", Parabola);
        string test = sandbox.Write("test.csv", "x,y\n0.55,0.3025\n-1.25,1.5625\n1.75,3.0625\n");
        Train(sandbox, data, "--loss", "mse", "--epochs", "50", "--test", test);
        Picture picture = new(File.ReadAllText(Path.Combine(sandbox.Report, "fit.svg")));

        picture.Shows("parabola: what the network predicts", "x", "target", "prediction", "training", "test");
        Assert.Equal(41 + 1, picture.Elements("circle").Count()); // and one in the legend
        Assert.Equal(3 + 1, picture.Elements("path").Count(path => path.Attribute("d")!.Value.EndsWith('z')));
        Assert.True(picture.HasOnlyFiniteNumbers());
    }

    [Fact]
    public void Determination_is_that_of_a_mean_where_nothing_is_learnt()
    {
        // Weights of 0 and a bias that has not moved predict 0, and the targets' mean is 0.
        using Sandbox sandbox = new();
        string data = sandbox.Write("line.csv", "1,-1\n2,1\n3,-1\n4,1\n");
        Train(
            sandbox, data, "--loss", "mse", "--layers", "none", "--init", "zeros", "--epochs", "1", "--batch-size", "0",
            "--learning-rate", "1e-300", "--precision", "double");
        Assert.Equal(0, ReadJson(sandbox).GetProperty("trainR2").GetDouble());
    }

    [Fact]
    public void Targets_that_are_all_equal_determine_nothing()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("flat.csv", "1,5\n2,5\n3,5\n");
        Outcome outcome = Train(sandbox, data, "--loss", "mse", "--epochs", "3");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(JsonValueKind.Null, ReadJson(sandbox).GetProperty("trainR2").ValueKind);
    }

    [Fact]
    public void More_than_one_feature_has_no_picture_and_an_old_one_is_not_left()
    {
        using Sandbox sandbox = new();
        sandbox.Train("moons --epochs 1");
        Outcome outcome =
            Train(sandbox, sandbox.Write("plane.csv", "1,2,0.5\n3,4,1.5\n5,6,0.25\n"), "--loss", "mse", "--epochs", "2");
        Assert.Contains("No fit.svg: it shows data of 1 feature, these have 2.", outcome.Output);
        Assert.Equal(["history.csv", "loss.svg", "metrics.json", "model.safetensors"], Files(sandbox));
    }

    [Fact]
    public void Optimizers_can_be_compared()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("parabola.csv", Parabola);
        Outcome outcome = Sandbox.Run(
            "compare", data, "--loss", "huber", "--optimizers", "momentum,adam", "--learning-rates", "0.01", "--epochs", "50", "--out", sandbox.Report);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("│ final cost │ +R² │", outcome.Output);
        Assert.Contains("Huber loss", File.ReadAllText(Path.Combine(sandbox.Report, "comparison.svg")));
    }

    [Theory]
    [InlineData("1,2,a\n3,4,b\n", "line 1, column 3: expected a number, found \"a\".")]
    [InlineData("x,y\n1,2\n3,NaN\n", "line 3, column 2 (y): expected a finite number, found \"NaN\".")]
    public void A_target_that_is_no_number_is_refused(string csv, string message)
    {
        using Sandbox sandbox = new();
        string path = sandbox.Write("data.csv", csv);
        Outcome outcome = Train(sandbox, path, "--loss", "mse");
        Assert.Equal((2, "", $"error: {path}, {message}{Environment.NewLine}"), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    private static Outcome Train(Sandbox sandbox, string data, params string[] options) =>
        Sandbox.Run(["train", data, .. options, "--out", sandbox.Report]);

    private static JsonElement ReadJson(Sandbox sandbox) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(sandbox.Report, "metrics.json")));

    private static (int ExitCode, string Error) RunOn(string command, int samples, Func<int, string> label, params string[] more)
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("data.csv", string.Join('\n', Enumerable.Range(0, samples).Select(i => $"{i},{label(i)}")));
        string[] run = command == "check-gradients" ? ["--activation", "tanh"] : ["--epochs", "1", "--out", sandbox.Report];
        Outcome outcome = Sandbox.Run([command, data, .. run, .. more]);
        return (outcome.ExitCode, outcome.Error.Trim());
    }

    private static IEnumerable<string?> Files(Sandbox sandbox) =>
        Directory.GetFiles(sandbox.Report).Select(Path.GetFileName).Order();
}
