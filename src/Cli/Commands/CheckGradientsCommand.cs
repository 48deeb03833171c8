using System.CommandLine;
using SimdOptim.Cli.Options;
using SimdOptim.Cli.Reports;
using SimdOptim.Cli.Runs;
using SimdOptim.Gradients;

namespace SimdOptim.Cli.Commands;

/// <summary><c>check-gradients</c>: the gradients of a network beside differences of its cost.</summary>
internal sealed class CheckGradientsCommand : DocumentedCommand
{
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;
    private readonly ProblemOptions _problem = new(hasTest: false);
    private readonly CheckOptions _check = new();

    public CheckGradientsCommand(Terminal terminal, CancellationToken cancellation)
        : base("check-gradients", "Compare the gradients of a network with differences of its cost; exit with 1 if they differ.")
    {
        _terminal = terminal;
        _cancellation = cancellation;
        Groups = [.. _problem.Groups, _check, _problem.Seeds];
        foreach (OptionGroup group in Groups) group.AddTo(this);
        SetAction(Run);
    }

    public override IReadOnlyList<OptionGroup> Groups { get; }

    public override IReadOnlyList<(string CommandLine, string Purpose)> Examples { get; } =
    [
        ("check-gradients moons", "All parameters of the network that train begins with"),
        ("check-gradients spiral --layers 64 --activation gelu --batch-norm --dropout-keep 0.8", "Every kind of layer at once"),
        ("check-gradients circles --activation tanh --method extrapolated --tolerance 1e-10", "Smooth networks are held to more"),
    ];

    private int Run(ParseResult parse)
    {
        ProblemSettings problem = _problem.Read(parse);
        CheckSettings check = _check.Read(parse);
        RunData<double> data = problem.ReadData<double>();
        Network<double> network = problem.BuildNetwork(data.Training);
        foreach (string note in _problem.FindUnused(parse)) _terminal.Error.WriteLine($"note: {note}");
        if (DataSource.DescribeDoubt(data.Training) is { } doubt) _terminal.Error.WriteLine($"note: {doubt}");
        _terminal.Output.WriteLine(network.Describe());
        try
        {
            GradientCheckResult result = check.Run(problem, network, data.Training, _cancellation);
            return GradientCheckReport.Write(_terminal, result, check.Tolerance);
        }
        catch (OperationCanceledException)
        {
            _terminal.Error.WriteLine("cancelled before the check was done");
            return ExitCode.Cancelled;
        }
    }
}
