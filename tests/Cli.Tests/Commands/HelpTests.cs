namespace SimdOptim.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public void The_program_lists_its_commands_and_examples()
    {
        Outcome outcome = Sandbox.Run("--help");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(["simdoptim <command> [options]", "  train ", "--version", "simdoptim train moons"], text => Assert.Contains(text, outcome.Output));
    }

    [Theory]
    [InlineData("train --help")]
    [InlineData("train moons --epochs 5 -h")]
    public void Train_tells_each_option_and_its_default(string commandLine)
    {
        Outcome outcome = Sandbox.Run(commandLine.Split(' '));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string help = outcome.Output.ReplaceLineEndings(" ");
        string[] options =
        [
            "<data>", "--test FILE", "--layers WIDTHS", "--activation NAME", "--init NAME", "--batch-norm", "--dropout-keep SHARE", "--loss NAME", "--label-smoothing SHARE", "--dropout-seed N", "--optimizer NAME", "--learning-rate RATE",
            "--momentum SHARE", "--clip-norm NORM", "--non-finite POLICY", "--accumulate N", "--on-divergence POLICY", "--threads N", "--beta1 SHARE", "--beta2 SHARE", "--epsilon NUMBER", "--decay DECAY", "--decay-delay N", "--batch-size N", "--l2 LAMBDA",
            "--epochs N", "--precision TYPE", "--seed N", "--data-seed N", "--init-seed N", "--shuffle-seed N", "--checkpoint-every EPOCHS", "--resume", "--out DIR", "--help",
        ];
        Assert.All(options, option => Assert.Contains($" {option}", help));
        Assert.All(["[5,2]", "[relu]", "[he]", "[adam]", "[0.9]", "[0.999]", "[1e-8]", "[none]", "[64]", "[2000]", "[float]"], text => Assert.Contains(text, help));
        Assert.All(["moons", "circles", "xor", "blobs", "spiral", "sgd", "heavy-ball", "nesterov", "adagrad", "rmsprop"], text => Assert.Contains($"    {text} ", help));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("check-gradients")]
    [InlineData("soak")]
    public void Lines_fit_the_screen(string command)
    {
        string help = Sandbox.Run(command, "--help").Output;
        Assert.All(help.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    [InlineData("check-gradients")]
    public void Every_example_is_a_valid_command_line(string command)
    {
        string[] examples =
        [
            .. Sandbox.Run(command, "--help").Output.Split(Environment.NewLine)
                .Where(line => line.StartsWith($"  simdoptim {command} ") && !line.Contains('<')).Select(line => line.Trim()),
        ];
        Assert.True(examples.Length >= 3);
        using Sandbox sandbox = new();
        string flowers = sandbox.Write("flowers.csv", "width,length,kind\n1,2,rose\n2,1,lily\n");
        string houses = sandbox.Write("houses.csv", "size,price\n1,2\n2,1\n");
        foreach (string example in examples)
        {
            List<string> args = [.. example.Split(' ')[1..]];
            int epochs = args.IndexOf("--epochs");
            if (epochs >= 0) args.RemoveRange(epochs, 2);
            int output = args.IndexOf("--out");
            if (output >= 0) args.RemoveRange(output, 2);
            if (command != "check-gradients") args.AddRange(["--epochs", "1", "--out", sandbox.Report]);
            Outcome outcome = Sandbox.Run(
                [.. args.Select(arg => !arg.EndsWith(".csv") ? arg : arg == "houses.csv" ? houses : flowers)]);
            Assert.Equal((example, 0, ""), (example, outcome.ExitCode, outcome.Error));
        }
    }
}
