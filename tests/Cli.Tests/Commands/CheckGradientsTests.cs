using SimdOptim.Cli.Runs;

namespace SimdOptim.Tests.Commands;

public sealed class CheckGradientsTests
{
    public static TheoryData<string> Networks =>
    [
        .. ActivationKind.All.Select(kind => $"moons --activation {kind.Name}"),
        "blobs --loss hinge",
        "moons --label-smoothing 0.1",
        "blobs --label-smoothing 0.1",
        "circles --layers none",
        "spiral --layers 30,30 --activation tanh --batch-norm --dropout-keep 0.7 --l2 0.5",
        "xor --layers 8,8,8 --activation tanh --init orthogonal",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_network_passes(string args)
    {
        Outcome outcome = Check($"{args} --seed 3");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("passed: the difference is within 2e-7", outcome.Output);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("mae")]
    [InlineData("huber")]
    public void Regression_passes(string loss)
    {
        using Sandbox sandbox = new();
        string data = sandbox.Write("numbers.csv", "0,0,1\n1,0,3.5\n0,2,-2\n3,1,0.25\n");
        Outcome outcome = Check($"{data} --loss {loss} --activation tanh");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public void A_smooth_network_passes_at_a_tighter_bound_when_extrapolated()
    {
        Assert.Equal(1, Check("circles --activation tanh --tolerance 1e-10").ExitCode);
        Outcome outcome = Check("circles --activation tanh --tolerance 1e-10 --method extrapolated");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("extrapolated differences, step 0.001", outcome.Output);
    }

    [Fact]
    public void Too_large_a_step_fails_and_says_by_how_much()
    {
        Outcome outcome = Check("moons --activation tanh --step 0.1");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(
            @"^error: the gradient check failed: the difference \S+ exceeds 2e-7; worst: dense\S+\[[\d,]+\], analytic \S+, numerical \S+\.", outcome.Error);
    }

    [Fact]
    public void A_kink_is_a_warning()
    {
        // With this seed a unit of the second layer is dead for a sample: its input is its bias, which is 0.
        Outcome outcome = Check("moons --seed 1");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("warning: the cost has a kink within a step of dense2.bias[1]", outcome.Error);
        Assert.Contains("passed but for the kinks", outcome.Output);
    }

    [Theory]
    [InlineData("circles --layers 16,16 --seed 1")]
    [InlineData("circles --seed 2")]
    [InlineData("blobs --layers 16,16 --seed 1")]
    public void The_small_kinks_of_a_large_step_are_a_warning(string args)
    {
        Outcome outcome = Check($"{args} --method extrapolated");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("warning: the cost has a kink within a step of ", outcome.Error);
    }

    [Fact]
    public void All_parameters_are_checked_or_as_many_as_are_asked_for()
    {
        string all = Check("moons").Output;
        Assert.Contains("30 of 30 parameters, central differences, step 1e-7", all);
        Assert.All(
            ["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias", "dense3.weight", "dense3.bias"],
            name => Assert.Contains($"│ {name} ", all));
        Assert.Contains("1,000 of 1,211 parameters", Check("moons --layers 30,35 --batch-size 4").Output);
        Assert.Contains("7 of 30 parameters", Check("moons --parameters 7").Output);
    }

    [Fact]
    public void The_network_is_shown_and_the_same_command_gives_the_same_output()
    {
        string args = "moons --layers 10 --parameters 9 --dropout-keep 0.5 --batch-norm";
        string output = Check(args).Output;
        Assert.Contains("batchnorm1", output);
        Assert.Contains("dropout1", output);
        Assert.Equal(output, Check(args).Output);
        Assert.All(["--init-seed", "--data-seed", "--shuffle-seed", "--dropout-seed"], seed => Assert.NotEqual(output, Check($"{args} {seed} 9").Output));
    }

    [Fact]
    public void The_batch_matters_and_the_penalty_does()
    {
        string output = Check("moons").Output;
        Assert.NotEqual(output, Check("moons --batch-size 17").Output);
        Assert.NotEqual(output, Check("moons --l2 5").Output);
        Assert.Equal(Check("moons --batch-size 0").Output, Check("moons --batch-size 300").Output);
    }

    [Theory]
    [InlineData("moons --tolerance 0", "--tolerance: expected a finite number above 0, found \"0\".")]
    [InlineData("moons --method forward", "--method: expected one of central, extrapolated, found \"forward\".")]
    [InlineData("moons --parameters 0", "--parameters: expected a whole number from 1 to 2147483647, found \"0\".")]
    [InlineData("moons --step -1", "--step: expected a finite number above 0, found \"-1\".")]
    [InlineData("moons --epochs 3", "unknown option --epochs; see 'simdoptim check-gradients --help'.")]
    [InlineData("moons --loss mse", "--loss mse: expected a CSV file whose last column is a number to predict, found moons, which has classes.")]
    public void What_cannot_be_checked_is_refused(string args, string message)
    {
        Outcome outcome = Check(args);
        Assert.Equal((2, "", $"error: {message}{Environment.NewLine}"), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    private static Outcome Check(string args) => Sandbox.Run(["check-gradients", .. args.Split(' ')]);
}
