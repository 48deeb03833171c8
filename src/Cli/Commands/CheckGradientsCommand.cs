using SimdOptim.Gradients;

namespace SimdOptim.Cli.Commands;

/// <summary><c>check-gradients</c>: the gradients of a network beside differences of its cost.</summary>
internal sealed class CheckGradientsCommand(Terminal terminal, CancellationToken cancellation) : DocumentedCommand<CheckSettings>(
    "check-gradients",
    "Compare the gradients of a network with differences of its cost; exit with 1 if they differ.",
    terminal, cancellation,
    ProblemOptions<CheckSettings>.Data(hasTest: false),
    ProblemOptions<CheckSettings>.Network(),
    ProblemOptions<CheckSettings>.Loss(),
    Check(),
    ProblemOptions<CheckSettings>.Seeds())
{
    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("check-gradients moons", "All parameters of the network that train starts with"),
        ("check-gradients spiral --layers 64 --activation gelu --batch-norm --dropout-keep 0.8", "Every kind of layer at once"),
        ("check-gradients circles --activation tanh --method extrapolated --tolerance 1e-10", "Smooth networks agree better"),
    ];

    protected override int Run(CheckSettings settings)
    {
        Problem<double> problem = new(settings);
        Network<double> network = problem.BuildNetwork();
        WriteNotes(settings, problem.Doubt);
        Terminal.Output.WriteLine(network.Describe());
        try
        {
            GradientCheckResult result = settings.Run(problem, network, Cancellation);
            return GradientCheckReport.Write(Terminal, result, settings.Tolerance);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error.WriteLine("cancelled before the check was done");
            return ExitCode.Cancelled;
        }
    }

    private static OptionGroup<CheckSettings> Check() => new OptionGroup<CheckSettings>("Check")
        .Add("--parameters", "N", Syntax.Whole(1, int.MaxValue),
            "Number of parameters to check; of a larger network, a random sample", "1000",
            (settings, count) => settings.ParameterCount = count)
        .Add("--batch-size", "N", Syntax.Whole(0, int.MaxValue), "Samples of the batch; 0 takes all", "16",
            (settings, size) => settings.BatchSize = size)
        .Add("--method", "NAME",
            Syntax.OneOf([DerivativeMethod.Central, DerivativeMethod.Richardson], GradientCheckReport.NameOf),
            "Differences of the cost: central, D(h) = (J(w + h) - J(w - h))/2h, or extrapolated, (4·D(h/2) - D(h))/3", "central",
            (settings, method) => settings.Method = method)
        .Add("--step", "H", Syntax.Positive, "Step h (default: 1e-7 if central, 1e-3 if extrapolated)", null,
            (settings, step) => settings.Step = step)
        .Add("--tolerance", "NUMBER", Syntax.Positive, "The largest relative difference |g - D|/(|g| + |D|) that passes", "2e-7",
            (settings, tolerance) => settings.Tolerance = tolerance);
}
