using SimdOptim.Charts;
using SimdOptim.Initializers;

namespace SimdOptim.Cli.Runs;

/// <summary>All that a training run depends on: equal settings give equal results, whatever the number of threads.</summary>
internal sealed record RunSettings(
    ProblemSettings Problem,
    OptimizerSettings Optimizer,
    int BatchSize,
    int Accumulate,
    int Epochs,
    Precision Precision,
    DivergencePolicy OnDivergence,
    int Threads)
{
    /// <summary>Refuses numbers that float would round to infinity or to 0, where it is float that is computed in.</summary>
    /// <param name="rateName">The option that gives the learning rate.</param>
    /// <exception cref="UsageException">There is such a number.</exception>
    public void RefuseWhatFloatCannotHold(string rateName)
    {
        if (Precision != Precision.Float) return;
        Refuse(rateName, Optimizer.LearningRate);
        foreach (Hyperparameter used in Optimizer.Kind.Uses)
            Refuse($"--{used.ToString().ToLowerInvariant()}", Optimizer.Hyperparameters[used]);
        Refuse("--l2", Problem.Loss.L2);
        if (Problem.Network.Initializer is ScaledNormal normal) Refuse("--init", normal.Scale);

        static void Refuse(string option, double value)
        {
            if (float.IsFinite((float)value) && (value == 0 || (float)value != 0)) return;
            throw new UsageException(
                $"{option}: expected a number that float does not round to {(value < 1 ? "0" : "infinity")}, "
                + $"found {Figures.Exact(value)}; or --precision double.");
        }
    }
}
