using SimdOptim.Charts;
using SimdOptim.Cli.Options;

namespace SimdOptim.Cli.Runs;

/// <summary>The settings of a run as they would be typed: what must be the same for it to go on.</summary>
internal static class SettingsText
{
    /// <summary>
    /// Each option and its value; of hyperparameters those that the rule uses. The number of epochs may change.
    /// </summary>
    public static Dictionary<string, string> Of(RunSettings run)
    {
        (ProblemSettings problem, OptimizerSettings optimizer) = (run.Problem, run.Optimizer);
        Dictionary<string, string> texts = new()
        {
            ["data"] = problem.Data.Text,
            ["--test"] = problem.Data.TestPath ?? "none",
            ["--layers"] = problem.Network.HiddenWidths.Count > 0 ? string.Join(',', problem.Network.HiddenWidths) : "none",
            ["--activation"] = problem.Network.Activation.Name,
            ["--init"] = NetworkOptions.NameOf(problem.Network.Initializer),
            ["--batch-norm"] = Flag(problem.Network.HasBatchNorm),
            ["--dropout-keep"] = Figures.Exact(problem.Network.DropoutKeep),
            ["--loss"] = problem.Loss.Kind.Name,
            ["--label-smoothing"] = Figures.Exact(problem.Loss.LabelSmoothing),
            ["--l2"] = Figures.Exact(problem.Loss.L2),
            ["--optimizer"] = optimizer.Kind.Name,
            ["--learning-rate"] = Figures.Exact(optimizer.LearningRate),
            ["--decay"] = optimizer.Decay.Text,
            ["--decay-delay"] = $"{optimizer.Decay.Delay}",
            ["--clip-norm"] = optimizer.ClipNorm is { } norm ? Figures.Exact(norm) : "none",
            ["--non-finite"] = HyperparameterOptions.NameOf(optimizer.NonFiniteGuard),
            ["--batch-size"] = $"{run.BatchSize}",
            ["--accumulate"] = $"{run.Accumulate}",
            ["--precision"] = run.Precision.ToString().ToLowerInvariant(),
            ["--on-divergence"] = run.OnDivergence.ToString().ToLowerInvariant(),
            ["--data-seed"] = $"{problem.Seeds.Data}",
            ["--init-seed"] = $"{problem.Seeds.Initial}",
            ["--shuffle-seed"] = $"{problem.Seeds.Shuffle}",
            ["--dropout-seed"] = $"{problem.Seeds.Dropout}",
        };
        foreach (Hyperparameter used in optimizer.Kind.Uses)
            texts.Add($"--{used.ToString().ToLowerInvariant()}", Figures.Exact(optimizer.Hyperparameters[used]));
        return texts;
    }

    private static string Flag(bool isOn) => isOn ? "on" : "off";
}
