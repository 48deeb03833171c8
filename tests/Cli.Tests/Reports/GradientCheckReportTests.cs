using SimdOptim.Cli;
using SimdOptim.Cli.Reports;
using SimdOptim.Gradients;
using SimdOptim.Initializers;
using SimdOptim.Losses;

namespace SimdOptim.Tests.Reports;

public sealed class GradientCheckReportTests
{
    private const double Tolerance = 2e-7;

    [Fact]
    public void Right_gradients_pass()
    {
        Outcome outcome = Report(gradients => { });
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("passed: the difference is within 2e-7", outcome.Output);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(1.001)]
    public void A_planted_factor_fails_and_is_named(double factor)
    {
        Outcome outcome = Report(gradients => gradients[7] *= factor); // the weight from input 1 to output 3
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(
            @"^error: the gradient check failed: the difference \S+ exceeds 2e-7; worst: dense1.weight\[1,3\], analytic \S+, numerical \S+\.$",
            outcome.Error.TrimEnd());
        Assert.Matches(@"│ dense1.weight +│ +8 │ +0 │ +\S+ │ \[1,3\] │", outcome.Output);
        Assert.DoesNotContain("passed", outcome.Output);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_fails()
    {
        Outcome outcome = Report(gradients => gradients[9] = double.NaN);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("error: the gradient check failed: not all is finite; first: dense1.bias[1], analytic NaN, numerical ", outcome.Error);
    }

    [Fact]
    public void A_kink_is_no_failure_and_a_fault_beside_it_still_is_one()
    {
        // |x| at 0 and y²: no derivative, and a right or a wrong one.
        Outcome kink = Report(GradientCheck.Run(x => Math.Abs(x[0]) + (x[1] * x[1]), [0, 1], [1, 2]));
        Assert.Equal(0, kink.ExitCode);
        Assert.StartsWith("warning: the cost has a kink within a step of parameters[0], where a difference is no derivative;", kink.Error);
        Assert.Contains("passed but for the kinks", kink.Output);

        Outcome fault = Report(GradientCheck.Run(x => Math.Abs(x[0]) + (x[1] * x[1]), [0, 1], [1, 3]));
        Assert.Equal(1, fault.ExitCode);
        Assert.Contains("Kinks do not explain it: without them the difference is 2.00e-1.", fault.Error);
    }

    [Fact]
    public void A_cost_that_is_no_function_of_the_parameters_fails()
    {
        double calls = 0;
        Outcome outcome = Report(GradientCheck.Run(x => calls++, [0], [1e7]));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the cost is not the same twice", outcome.Error);
    }

    private static Outcome Report(Action<double[]> fault)
    {
        Network<double> network = new NetworkBuilder<double>(2).Dense(4).Sigmoid().Dense(1).Sigmoid().Build();
        network.Initialize(new ScaledNormal(1), 5);
        double[] inputs = [0.5, -1, 2, 0.25, -0.75, 1.5], targets = [1, 0, 1];
        double[] gradients = new double[network.ParameterCount];
        BinaryCrossEntropy<double> loss = new();
        network.ComputeGradients(inputs, targets, loss, network.CreateWorkspace(3, forTraining: true), gradients);
        fault(gradients);
        return Report(NetworkGradientCheck.Judge(network, inputs, targets, loss, gradients));
    }

    private static Outcome Report(GradientCheckResult result)
    {
        StringWriter output = new(), error = new();
        int exitCode = GradientCheckReport.Write(new Terminal(output, error), result, Tolerance);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }
}
