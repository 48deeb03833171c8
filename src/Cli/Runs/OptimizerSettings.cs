using System.Numerics;
using SimdOptim.Charts;
using SimdOptim.Optimizers;

namespace SimdOptim.Cli.Runs;

/// <summary>The optimizer that is asked for, whatever its network.</summary>
/// <param name="Kind">The update rule.</param>
/// <param name="LearningRate">The initial rate.</param>
/// <param name="Hyperparameters">The value of each, used by the rule or not.</param>
/// <param name="Decay">How the rate falls.</param>
/// <param name="ClipNorm">The longest gradient; null for any.</param>
/// <param name="NonFiniteGuard">What is done about a gradient that is not finite.</param>
internal sealed record OptimizerSettings(
    OptimizerKind Kind,
    double LearningRate,
    IReadOnlyDictionary<Hyperparameter, double> Hyperparameters,
    Decay Decay,
    double? ClipNorm,
    NonFiniteGuard NonFiniteGuard)
{
    /// <summary>All of it in one line.</summary>
    public string Summary
    {
        get
        {
            IEnumerable<string> used =
                Kind.Uses.Select(h => $"{h.ToString().ToLowerInvariant()} {Figures.Exact(Hyperparameters[h])}");
            string[] decay = Decay.IsNone ? [] : [$"decay {Decay}"];
            string[] clip = ClipNorm is { } norm ? [$"clipped to norm {Figures.Exact(norm)}"] : [];
            return string.Join(", ", [Kind.Name, $"learning rate {Figures.Exact(LearningRate)}", .. used, .. decay, .. clip]);
        }
    }

    public Optimizer<T> Create<T>(int parameterCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Optimizer<T> optimizer = Kind.Create<T>(
            hyperparameter => Hyperparameters[hyperparameter], ClipNorm, parameterCount, LearningRate);
        optimizer.NonFiniteGuard = NonFiniteGuard;
        return optimizer;
    }
}
