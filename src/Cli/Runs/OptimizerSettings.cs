using System.Numerics;
using SimdOptim.Optimizers;

namespace SimdOptim.Cli.Runs;

/// <summary>The optimizer that is asked for, whatever its network.</summary>
internal sealed record OptimizerSettings(
    OptimizerKind Kind, double LearningRate, IReadOnlyDictionary<Hyperparameter, double> Hyperparameters, Decay Decay)
{
    /// <summary>All of it in one line.</summary>
    public string Summary
    {
        get
        {
            IEnumerable<string> used = Kind.Uses.Select(h => $"{h.ToString().ToLowerInvariant()} {Figures.Exact(Hyperparameters[h])}");
            string decay = Decay.IsNone ? "" : $"decay {Decay}";
            return string.Join(", ", [Kind.Name, $"learning rate {Figures.Exact(LearningRate)}", .. used, decay]).TrimEnd(',', ' ');
        }
    }

    public Optimizer<T> Create<T>(int parameterCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kind.Create<T>(hyperparameter => Hyperparameters[hyperparameter], parameterCount, LearningRate);
}
