using SimdOptim.Cli.Runs;

namespace SimdOptim.Tests.Commands;

public sealed class NetworkOptionsTests
{
    [Fact]
    public void Every_option_of_network_and_loss_has_an_effect()
    {
        string[] variants =
        [
            "", "--batch-norm", "--dropout-keep 0.8", "--dropout-keep 0.8 --dropout-seed 9", "--dropout-keep 0.5", "--label-smoothing 0.1", "--loss hinge", "--l2 1",
            "--init zeros", "--init normal:0.5", "--init xavier-normal", "--init xavier-uniform", "--init lecun-normal", "--init orthogonal",
            .. ActivationKind.All.Skip(1).Select(kind => $"--activation {kind.Name}"),
        ];
        using Sandbox sandbox = new();
        double?[] costs =
            [.. variants.Select(options => sandbox.Train($"moons --layers 8,4 --epochs 3 {options}".TrimEnd()).FinalCost)];
        Assert.Equal(costs.Length, costs.Distinct().Count());
        Assert.All(costs, cost => Assert.True(cost > 0));
    }

    [Fact]
    public void Layers_come_in_the_order_of_the_field_and_are_shown_before_training()
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(
            "train", "blobs", "--layers", "6,4", "--activation", "tanh", "--batch-norm", "--dropout-keep", "0.9", "--epochs", "2", "--out", sandbox.Report);
        string[] lines = outcome.Output.Split('\n');
        int progress = Array.FindIndex(lines, line => line.StartsWith("epoch"));
        Assert.Equal(
            [
                "layer", "input", "dense1", "batchnorm1", "tanh1", "dropout1", "dense2", "batchnorm2", "tanh2", "dropout2", "dense3", "softmax1",
                "total",
            ],
            lines[..progress].Select(line => line.Split(' ')[0]).Where(word => word.Length > 0 && word != "buffers:"));
        Assert.Contains("[batch, 6]", outcome.Output);
    }

    [Fact]
    public void Masks_are_off_when_the_accuracy_is_measured()
    {
        using Sandbox sandbox = new();
        Metrics metrics = sandbox.Train("moons --layers 32,32 --dropout-keep 0.8 --epochs 500");
        Assert.InRange(metrics.TrainAccuracy!.Value, 0.95, 1);
    }

    [Theory]
    [InlineData("moons --layers 16 --batch-norm --dropout-keep 0.7 --precision double")]
    [InlineData("spiral --layers 16 --activation gelu --init orthogonal --loss hinge")]
    public void The_same_command_gives_the_same_files(string args)
    {
        using Sandbox first = new(), second = new();
        Assert.Equal(first.Train($"{args} --epochs 30").History, second.Train($"{args} --epochs 30").History);
        Assert.All(["history.csv", "loss.svg", "boundary.svg"], name =>
            Assert.Equal(File.ReadAllText(Path.Combine(first.Report, name)), File.ReadAllText(Path.Combine(second.Report, name))));
    }

    [Fact]
    public void Margins_are_learnt_and_drawn()
    {
        using Sandbox sandbox = new();
        Assert.InRange(sandbox.Train("moons --loss hinge --layers 16,16 --epochs 500").TrainAccuracy!.Value, 0.95, 1);
        Assert.Contains("hinge loss", File.ReadAllText(Path.Combine(sandbox.Report, "loss.svg")));
        string boundary = File.ReadAllText(Path.Combine(sandbox.Report, "boundary.svg"));
        Assert.Contains("softmax of the scores above 75 %, 90 %", boundary);
        Assert.Contains("2-16-16-2", boundary);
    }

    [Theory]
    [InlineData("--layers none --activation tanh", "note: --activation has no effect with --layers none; it is for hidden layers")]
    [InlineData("--layers none --batch-norm", "note: --batch-norm has no effect with --layers none; it is for hidden layers")]
    [InlineData("--layers none --dropout-keep 0.5", "note: --dropout-keep has no effect with --layers none; it is for hidden layers")]
    [InlineData("--loss hinge --label-smoothing 0.1", "note: --label-smoothing has no effect with --loss hinge; it is for cross-entropy")]
    [InlineData("--layers none", "")]
    public void What_has_no_effect_is_said(string options, string note)
    {
        using Sandbox sandbox = new();
        Outcome outcome = Sandbox.Run(["train", "moons", "--epochs", "2", "--out", sandbox.Report, .. options.Split(' ')]);
        Assert.Equal((0, note), (outcome.ExitCode, outcome.Error.Trim()));
    }

    [Theory]
    [InlineData("--dropout-keep 0", "--dropout-keep: expected a number above 0 and at most 1, found \"0\".")]
    [InlineData("--dropout-keep 1.1", "--dropout-keep: expected a number above 0 and at most 1, found \"1.1\".")]
    [InlineData("--dropout-keep 1e-40", "--dropout-keep: expected a share whose inverse is finite, found 1e-40.")]
    [InlineData("--learning-rate 1e39", "--learning-rate: expected a number that float does not round to infinity, found 1e+39; or --precision double.")]
    [InlineData("--learning-rate 1e-46", "--learning-rate: expected a number that float does not round to 0, found 1e-46; or --precision double.")]
    [InlineData("--epsilon 1e-46", "--epsilon: expected a number that float does not round to 0, found 1e-46; or --precision double.")]
    [InlineData("--l2 1e39", "--l2: expected a number that float does not round to infinity, found 1e+39; or --precision double.")]
    [InlineData("--init normal:1e39", "--init: expected a number that float does not round to infinity, found 1e+39; or --precision double.")]
    [InlineData("--label-smoothing 1", "--label-smoothing: expected a number from 0 to below 1, found \"1\".")]
    [InlineData("--loss crossentropy", "--loss: expected one of cross-entropy, hinge, mse, mae, huber, found \"crossentropy\"; did you mean cross-entropy?")]
    [InlineData("--activation leakyrelu", "--activation: expected one of ACTIVATIONS, found \"leakyrelu\"; did you mean leaky-relu?")]
    [InlineData("--batch-norm --batch-size 1", "--batch-size: expected at least 2 samples with --batch-norm, found 1, which has no variance.")]
    [InlineData("--loss mse", "--loss mse: expected a CSV file whose last column is a number to predict, found moons, which has classes.")]
    public void Contradictions_are_refused_before_anything_is_written(string options, string message)
    {
        using Sandbox sandbox = new();
        message = message.Replace("ACTIVATIONS", string.Join(", ", ActivationKind.All.Select(kind => kind.Name)));
        Outcome outcome = Sandbox.Run(["train", "moons", "--epochs", "1", .. options.Split(' '), "--out", sandbox.Report]);
        Assert.Equal((2, "", $"error: {message}{Environment.NewLine}"), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.True(sandbox.IsEmpty);
    }
}
