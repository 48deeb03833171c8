using SimdOptim.Cli;
using SimdOptim.Cli.Runs;

namespace SimdOptim.Tests.Commands;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("", "command: expected one of train, predict, inspect, compare, check-gradients, reproduce, soak, found none; see 'simdoptim --help'.")]
    [InlineData("trian moons", "unknown command trian; did you mean train? Or see 'simdoptim --help'.")]
    [InlineData("train", "<data>: expected one of moons, circles, xor, blobs, spiral or a CSV file, found none; see 'simdoptim train --help'.")]
    [InlineData("compare --epochs 3", "<data>: expected one of moons, circles, xor, blobs, spiral or a CSV file, found none; see 'simdoptim compare --help'.")]
    [InlineData("inspect", "<file>: expected a safetensors file, found none; see 'simdoptim inspect --help'.")]
    [InlineData("predict --model a.safetensors", "<data>: expected a CSV file, found none; see 'simdoptim predict --help'.")]
    [InlineData("predict points.csv", "--model: expected a model.safetensors or a checkpoint, found none; see 'simdoptim predict --help'.")]
    [InlineData("predict points.csv --model", "--model: expected a model.safetensors or a checkpoint, found none; see 'simdoptim predict --help'.")]
    [InlineData("train moonz", "moonz: expected one of moons, circles, xor, blobs, spiral or a CSV file, found neither; did you mean moons?")]
    [InlineData("train moons more", "unknown argument more; see 'simdoptim train --help'.")]
    [InlineData("train moons --lerning-rate 1", "unknown option --lerning-rate; did you mean --learning-rate? Or see 'simdoptim train --help'.")]
    [InlineData("train --lerning-rate 1 moons", "unknown option --lerning-rate; did you mean --learning-rate? Or see 'simdoptim train --help'.")]
    [InlineData("train moons -e 3", "unknown option -e; see 'simdoptim train --help'.")]
    [InlineData("train -e 3", "unknown option -e; see 'simdoptim train --help'.")]
    [InlineData("train moons --epochs", "--epochs: expected a whole number from 1 to 10000000, found none; see 'simdoptim train --help'.")]
    [InlineData("train moons --epochs 0", "--epochs: expected a whole number from 1 to 10000000, found \"0\".")]
    [InlineData("train moons --epochs 1.5", "--epochs: expected a whole number from 1 to 10000000, found \"1.5\".")]
    [InlineData("train moons --epochs 1 --epochs 2", "--epochs: expected one value, found 1 and 2.")]
    [InlineData("train moons --batch-size -1", "--batch-size: expected a whole number from 0 to 2147483647, found \"-1\".")]
    [InlineData("train moons --learning-rate 0,5", "--learning-rate: expected a finite number above 0, found \"0,5\".")]
    [InlineData("train moons --learning-rate 0", "--learning-rate: expected a finite number above 0, found \"0\".")]
    [InlineData("train moons --learning-rate NaN", "--learning-rate: expected a finite number above 0, found \"NaN\".")]
    [InlineData("train moons --learning-rate 1e999", "--learning-rate: expected a finite number above 0, found \"1e999\".")]
    [InlineData("train moons --momentum 1.5 --optimizer momentum", "--momentum: expected a number from 0 to 1, found \"1.5\".")]
    [InlineData("train moons --beta2 -0.1", "--beta2: expected a number from 0 to 1, found \"-0.1\".")]
    [InlineData("train moons --epsilon Infinity", "--epsilon: expected a finite number, at least 0, found \"Infinity\".")]
    [InlineData("train moons --optimizer adm", "--optimizer: expected one of sgd, momentum, averaged-momentum, heavy-ball, nesterov, adagrad, rmsprop, adam, found \"adm\"; did you mean adam?")]
    [InlineData("train moons --activation step", "--activation: expected one of ACTIVATIONS, found \"step\".")]
    [InlineData("train moons --init normal", "--init: expected one of he, zeros, xavier-normal, xavier-uniform, lecun-normal, orthogonal, normal:SCALE (like normal:0.01), found \"normal\".")]
    [InlineData("train moons --init normal:x", "--init: expected one of he, zeros, xavier-normal, xavier-uniform, lecun-normal, orthogonal, normal:SCALE (like normal:0.01), found \"normal:x\".")]
    [InlineData("train moons --layers 5,0", "--layers: expected widths from 1 to 65536 like 5,2 or none, found \"5,0\".")]
    [InlineData("train moons --layers 5,", "--layers: expected widths from 1 to 65536 like 5,2 or none, found \"5,\".")]
    [InlineData("train moons --layers 60000,60000", "--layers: expected a network of at most 268,435,456 parameters, found 3,600,300,001.")]
    [InlineData("train moons --decay staircase:1:0", "--decay: expected none, inverse-time:RATE or staircase:RATE:INTERVAL (like staircase:1:1000), found \"staircase:1:0\".")]
    [InlineData("train moons --decay linear", "--decay: expected none, inverse-time:RATE or staircase:RATE:INTERVAL (like staircase:1:1000), found \"linear\".")]
    [InlineData("train moons --non-finite skipstep", "--non-finite: expected one of propagate, throw, skip, found \"skipstep\".")]
    [InlineData("train moons --accumulate 0", "--accumulate: expected a whole number from 1 to 2147483647, found \"0\".")]
    [InlineData("train moons --clip-norm 0", "--clip-norm: expected a finite number above 0, found \"0\".")]
    [InlineData("train moons --on-divergence resume", "--on-divergence: expected one of stop, continue, retry, found \"resume\".")]
    [InlineData("train moons --threads 0", "--threads: expected a whole number from 1 to 256, found \"0\".")]
    [InlineData("train moons --threads 257", "--threads: expected a whole number from 1 to 256, found \"257\".")]
    [InlineData("train moons --threads two", "--threads: expected a whole number from 1 to 256, found \"two\".")]
    [InlineData("train moons --precision half", "--precision: expected one of float, double, found \"half\".")]
    [InlineData("train moons --seed -1", "--seed: expected a whole number from 0 to 4294967295, found \"-1\".")]
    [InlineData("train moons --init-seed 4294967296", "--init-seed: expected a whole number from 0 to 4294967295, found \"4294967296\".")]
    [InlineData("soak --minutes 0", "--minutes: expected a number above 0 and at most 525600, a year, found \"0\".")]
    [InlineData("soak --minutes 1e9", "--minutes: expected a number above 0 and at most 525600, a year, found \"1e9\".")]
    [InlineData("soak --minutes NaN", "--minutes: expected a number above 0 and at most 525600, a year, found \"NaN\".")]
    [InlineData("soak --threads 0", "--threads: expected a whole number from 1 to 256, found \"0\".")]
    [InlineData("soak --seed x", "--seed: expected a whole number from 0 to 4294967295, found \"x\".")]
    [InlineData("inspect \u00a0", "file: expected a safetensors file, found \"\u00a0\".")]
    [InlineData("predict \u00a0 --model x", "data: expected a CSV file, found \"\u00a0\".")]
    [InlineData("soak moons", "unknown argument moons; see 'simdoptim soak --help'.")]
    public void A_wrong_command_line_is_one_line_and_nothing_is_written(string commandLine, string message)
    {
        using Sandbox sandbox = new();
        string[] args = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Outcome outcome = Sandbox.Run(args is ["train", _, ..] ? [.. args, .. commandLine.EndsWith("--epochs") ? [] : new[] { "--out", sandbox.Report }] : args);
        Refused(outcome, message.Replace("ACTIVATIONS", string.Join(", ", ActivationKind.All.Select(kind => kind.Name))));
        Assert.True(sandbox.IsEmpty);
    }

    [Theory]
    [InlineData("1,2,a\n3,b\n", "line 2, column 3: expected 3 columns, found 2.")]
    [InlineData("1,2,a\n3,4,b,5\n", "line 2, column 4: expected 3 columns, found 4.")]
    [InlineData("x,y,kind\n1,2,a\n3,four,b\n", "line 3, column 2 (y): expected a number, found \"four\".")]
    [InlineData("1,2,a\nNaN,4,b\n", "line 2, column 1: expected a finite number, found \"NaN\".")]
    [InlineData("1,2,a\n3,,b\n", "line 2, column 2: expected a number, found a blank cell.")]
    [InlineData("1,2,1\n3,4,b\n", "line 2, column 3: expected a number like the label \"1\" on line 1, found \"b\".")]
    [InlineData("", "line 1: expected rows of numbers and labels, found an empty file.")]
    [InlineData("x,y,kind\n", "line 2: expected a row of numbers, found only a header.")]
    [InlineData("1,2,a\n3,4,a\n", "column 3: expected at least 2 classes, found only \"a\".")]
    public void A_malformed_file_is_one_line_that_says_where(string csv, string message)
    {
        using Sandbox sandbox = new();
        string path = sandbox.Write("points.csv", csv);
        Outcome outcome = Sandbox.Run("train", path, "--out", sandbox.Report);
        Refused(outcome, $"{path}, {message}");
        Assert.False(Directory.Exists(sandbox.Report));
    }

    [Fact]
    public void A_missing_file_and_a_directory_are_refused()
    {
        using Sandbox sandbox = new();
        string missing = sandbox.InRoot("missing.csv");
        Refused(Sandbox.Run("train", missing, "--out", sandbox.Report), $"{missing}: expected a file, found none of this name.");
        Refused(Sandbox.Run("train", sandbox.Root, "--out", sandbox.Report), $"{sandbox.Root}: expected a file, found a directory.");
        Refused(Sandbox.Run("train", "moons", "--test", missing, "--out", sandbox.Report), $"{missing}: expected a file, found none of this name.");
        Assert.True(sandbox.IsEmpty);
    }

    [Fact]
    public void A_test_set_that_does_not_go_with_the_data_is_refused()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("data.csv", "1,2,a\n3,4,b\n");
        string wide = sandbox.Write("wide.csv", "1,2,3,a\n");
        string strange = sandbox.Write("strange.csv", "1,2,a\n1,2,c\n");
        Refused(
            Sandbox.Run("train", data, "--test", wide, "--out", sandbox.Report),
            $"{wide}, line 1: expected 3 columns as in the training set, found 4.");
        Refused(
            Sandbox.Run("train", data, "--test", strange, "--out", sandbox.Report),
            $"{strange}, line 2, column 3: expected one of the 2 classes of the training set (\"a\", \"b\"), found \"c\".");
        Assert.False(Directory.Exists(sandbox.Report));
    }

    [Fact]
    public void A_file_in_the_way_of_the_directory_is_refused()
    {
        using Sandbox sandbox = new();
        string file = sandbox.Write("report", "mine");
        Refused(
            Sandbox.Run("train", "moons", "--epochs", "1", "--out", file),
            $"--out {file}: expected a directory that can be written to: found a file of this name.");
        Outcome below = Sandbox.Run("train", "moons", "--epochs", "1", "--out", Path.Combine(file, "below"));
        Assert.Equal((2, 1), (below.ExitCode, below.Error.Count(c => c == '\n')));
        Assert.StartsWith($"error: --out {Path.Combine(file, "below")}: expected a directory that can be written to: ", below.Error);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Single(Directory.GetFileSystemEntries(sandbox.Root));
    }

    [Fact]
    public void Data_are_never_written_over()
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("history.csv", "1,2,a\n3,4,b\n");
        Outcome outcome = Sandbox.Run("train", data, "--epochs", "1", "--out", sandbox.Root);
        Refused(outcome, $"--out {sandbox.Root}: expected a directory that can be written to: the report would overwrite the data in {data}.");
        Assert.Equal("1,2,a\n3,4,b\n", File.ReadAllText(data));
    }

    private static void Refused(Outcome outcome, string message) =>
        Assert.Equal((ExitCode.BadInput, "", $"error: {message}{Environment.NewLine}"), (outcome.ExitCode, outcome.Output, outcome.Error));
}
